"""Says which public pages are the same for everybody of a kind, and when they are out of date.

A view says so with ``@kept``; ``keeper.Keeper`` answers its page before Django is asked. ``raise_version`` after an
edit makes every process forget what it kept, within a second.
"""

import secrets
import threading
from collections.abc import Callable, Container
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet, Sum
from django.http import HttpRequest, HttpResponse

from rathaus.foundation.design.models import ContentVersion
from rathaus.foundation.design.until_edit import forget
from rathaus.lib.prepared import prepared_change

HEADER = "X-Rathaus-Keep"
FOR_ALL, FOR_STRANGERS = "all", "strangers"
"""For whom a page is kept, as ``HEADER`` says; it does not leave the house."""
KIND = "rathaus.kind"
"""Where the environment of a request names the kind of visitor that a page is made for, without knowing one of them."""
ROWS = 64


class _Mine(threading.local):
    """Which row of the version this thread raises: it is held until the edit is whole, and others take theirs."""

    def __init__(self) -> None:
        self.row = 1 + secrets.randbelow(ROWS)


_mine = _Mine()


def kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The page looks the same to everybody but for its frame, and holds no form that changes anything."""
    return _marked(view, FOR_ALL)


def kept_for_strangers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The page looks the same to every visitor without a session, and holds no form that changes anything for them."""
    return _marked(view, FOR_STRANGERS)


def _marked(view: Callable[..., HttpResponse], whom: str) -> Callable[..., HttpResponse]:
    @wraps(view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if whom == FOR_ALL or not is_known(request.COOKIES):
            response.headers[HEADER] = whom
        return response

    return marked


def is_known(cookies: Container[str]) -> bool:
    """Whether the visitor has a session, or is to be told something."""
    return settings.SESSION_COOKIE_NAME in cookies or settings.MESSAGE_COOKIE_NAME in cookies


def raise_version() -> None:
    """Public content changed: pages kept so far are out of date."""
    # One statement, but for the first edits.
    if not _raised(_mine.row):
        ContentVersion.objects.get_or_create(pk=_mine.row)
        _raised(_mine.row)
    transaction.on_commit(forget)


@prepared_change
def _raised(row: int) -> tuple[QuerySet[ContentVersion], dict[str, Any]]:
    return ContentVersion.objects.filter(pk=row), {"number": F("number") + 1}


def current_version() -> int:
    """The number in force: each edit makes it larger."""
    return int(ContentVersion.objects.aggregate(Sum("number", default=0))["number__sum"])
