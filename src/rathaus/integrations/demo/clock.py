"""A clock that can be put back, so that what the demo shows has happened over weeks."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from unittest.mock import patch

from django.utils import timezone

from rathaus.lib.dates import is_working_day


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let the house believe that it is ``moment``; the audit chain alone keeps the true time."""
    with patch("django.utils.timezone.now", return_value=moment):
        yield


def working_days_ago(count: int, minutes: int) -> datetime:
    """``minutes`` after eight o'clock on the ``count``-th working day before today, or now if that is yet to come."""
    day = timezone.localdate()
    while count > 0:
        day -= timedelta(days=1)
        count -= is_working_day(day)
    moment = timezone.make_aware(datetime.combine(day, time(8))) + timedelta(minutes=minutes)
    return min(moment, timezone.now())
