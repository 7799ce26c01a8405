from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _attempts_forgotten() -> Iterator[None]:
    """Limits count attempts per hour, and an hour holds many tests."""
    cache.clear()
    yield
    cache.clear()
