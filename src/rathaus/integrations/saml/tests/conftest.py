from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _attempts_forgotten() -> Iterator[None]:
    """Limits count answers per minute, and a minute holds many tests."""
    cache.clear()
    yield
    cache.clear()
