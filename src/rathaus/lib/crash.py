"""Named places where a process can be made to die, as if it were killed just there: ``python -m faults`` does.

``RATHAUS_CRASH_TICKETS`` names a folder. Who comes to a point and finds a file with its name there takes it and dies:
each ticket kills once, however many processes there are. Outside the demo's mode there are no such places.
"""

import os

_IS_DEMO = (os.environ.get("RATHAUS_MODE") or "demo") == "demo"
_TICKETS = os.environ.get("RATHAUS_CRASH_TICKETS", "") if _IS_DEMO else ""
KILLED = 137
"""What a shell says of a process that was killed (128 + SIGKILL)."""


def crash_point(name: str) -> None:
    """Die here, without a word, if there is a ticket for it."""
    if not _TICKETS:
        return
    try:
        os.unlink(os.path.join(_TICKETS, name))
    except FileNotFoundError:
        return
    os._exit(KILLED)
