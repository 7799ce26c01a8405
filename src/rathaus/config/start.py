"""How every way in begins: settings that are wrong are told in plain words, and nothing starts."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ImproperlyConfigured


@contextmanager
def in_plain_words() -> Iterator[None]:
    """Ends the process with 1 and the sentences alone, instead of a traceback."""
    try:
        yield
    except ImproperlyConfigured as error:
        sys.exit(str(error))
