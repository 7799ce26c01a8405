"""What was typed into a form that could not be taken: shown once more, to be sent again.

It is in the page that answers the very request, and nowhere else: nothing of it is stored, in no address, done by
itself, or shown to anybody but whoever has just sent it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from urllib.parse import urlsplit

from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

BACK = "_back"
"""The field in which a page that holds what was typed notes where the form stood."""
_NEVER_SHOWN = ("password", "csrfmiddlewaretoken", "code", "credential", BACK)
"""Names of fields, or parts of them."""


class Typed:
    """What a form sent. ``shown`` collects the names of fields that are on the page again."""

    def __init__(self, data: QueryDict) -> None:
        self.data = data
        self.shown: set[str] = set()

    @property
    def fields(self) -> list[tuple[str, str]]:
        """Names and values, without secrets."""
        showable = (name for name in self.data if not any(part in name for part in _NEVER_SHOWN))
        return [(name, value) for name in showable for value in self.data.getlist(name)]

    @property
    def texts(self) -> list[str]:
        """What somebody wrote: more than one word. Numbers, dates and what hidden fields hold are none."""
        return [value for _name, value in self._written()]

    @property
    def is_shown(self) -> bool:
        """Whether every text has its place on the page."""
        return all(name in self.shown for name, _value in self._written())

    def _written(self) -> list[tuple[str, str]]:
        return [(name, value) for name, value in self.fields if len(value.split()) > 1]


_typed: ContextVar[Typed | None] = ContextVar("typed", default=None)


@contextmanager
def showing(typed: Typed) -> Iterator[None]:
    """Fields of forms made within, as far as they are empty ones to be filled in, hold what was typed."""
    token = _typed.set(typed)
    try:
        yield
    finally:
        _typed.reset(token)


def typed_now() -> Typed | None:
    """What the page that is being made shows once more; None for every other page."""
    return _typed.get()


def way_back(request: HttpRequest, typed: Typed) -> str | None:
    """The page of this house on which the form stood, path and query; None where the browser does not tell."""
    page = typed.data.get(BACK) or request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}):
        return None
    parts = urlsplit(page)
    return parts.path + (f"?{parts.query}" if parts.query else "")
