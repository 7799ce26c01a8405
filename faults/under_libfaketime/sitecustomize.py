"""Python finds this first where the folder is in ``PYTHONPATH``: it lets a process sleep whose clock libfaketime sets.

Python sleeps until a moment of the monotonic clock (``clock_nanosleep``, ``TIMER_ABSTIME``). libfaketime 0.9.10, told
to leave that clock alone, all the same counts such a moment from the faked time: every ``time.sleep`` fails with
EINVAL, and a worker dies as soon as it has nothing to do. ``select`` waits for so long, not until then.
"""

import select
import time


def sleep(seconds: float, /) -> None:
    """As ``time.sleep``."""
    select.select((), (), (), seconds)


time.sleep = sleep  # type: ignore[assignment]  # numbers of any kind
