"""What every test of accounts starts from."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _attempts_forgotten() -> Iterator[None]:
    """Limits count attempts per minute, and a minute holds many tests."""
    cache.clear()
    yield
    cache.clear()
