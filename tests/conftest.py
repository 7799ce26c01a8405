from collections.abc import Iterator

import pytest
from django.core.cache import cache

from tests.clock import travel_to

__all__ = ["travel_to"]


@pytest.fixture(autouse=True)
def _attempts_forgotten() -> Iterator[None]:
    """Limits count attempts per minute, and a minute holds many tests."""
    cache.clear()
    yield
    cache.clear()
