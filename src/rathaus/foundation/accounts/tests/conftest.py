"""What every test of accounts starts from."""

import time
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from django.core.cache import cache

from rathaus.foundation.accounts import throttling
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.accounts.tests.visiting import citizen


@pytest.fixture(autouse=True)
def _attempts_forgotten() -> Iterator[None]:
    """Limits count attempts per minute, and a minute holds many tests."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def clock() -> Iterator[Callable[[float], None]]:
    """``clock(60)`` is a minute later for whoever guesses; else her time stands still, however slow the machine."""
    ahead, now = [0.0], time.time()
    with patch.object(throttling, "time", SimpleNamespace(time=lambda: now + ahead[0])):
        yield lambda seconds: ahead.__setitem__(0, ahead[0] + seconds)


@pytest.fixture
def anna(db: None) -> Person:
    """She can sign in with a password."""
    return citizen()
