"""A day of one's choice: the clock of the house runs on from its morning."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, datetime, time
from unittest.mock import patch

import pytest
from django.utils import timezone

Travel = Callable[[date], None]


@pytest.fixture
def travel_to() -> Iterator[Travel]:
    """Call it with a day: from then on, and until the test ends, it is that day's morning."""
    with ExitStack() as until_the_end:

        def travel(day: date) -> None:
            true = timezone.now
            away = timezone.make_aware(datetime.combine(day, time(8))) - true()
            until_the_end.enter_context(patch("django.utils.timezone.now", lambda: true() + away))

        yield travel
