"""Signing in, a new password, a factor more or less: done whole or not at all, and written down with it.

allauth does such things statement by statement, and none of them knows of the others. Mails about them wait until all
is done: a transaction that waits for the mail server would hold up everyone who writes.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse

_CSRF = ("CSRF_COOKIE", "CSRF_COOKIE_NEEDS_UPDATE")
"""Where Django's CSRF middleware notes the token, and whether a cookie is to go with the answer."""
_waiting: ContextVar[list[Callable[[], None]] | None] = ContextVar("_waiting", default=None)


@contextmanager
def whole(request: HttpRequest) -> Iterator[None]:
    """One transaction; if it breaks off, her session and her token are those she came with, too."""
    if _waiting.get() is not None:
        yield
        return
    came_with, mails = request.session.session_key, list[Callable[[], None]]()
    csrf = {name: request.META[name] for name in _CSRF if name in request.META}
    token = _waiting.set(mails)
    try:
        with transaction.atomic():
            yield
    except BaseException:
        request.session = type(request.session)(came_with)
        # Signing in changes it. The form, which has the old one, could not be sent again.
        for name in _CSRF:
            request.META.pop(name, None)
        request.META.update(csrf)
        raise
    finally:
        _waiting.reset(token)
    for send in mails:
        send()


def when_done(send: Callable[[], None]) -> None:
    """At once, unless something is under way that may still break off."""
    waiting = _waiting.get()
    if waiting is None:
        send()
    else:
        waiting.append(send)


def made_whole(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """allauth's ``page``, but what its form does is done whole.

    Whether a password is right is found out before: hashing takes long, and on SQLite one writes at a time.
    """

    class Whole(page.view_class):  # type: ignore[name-defined]
        def form_valid(self, form: Any) -> HttpResponse:
            with whole(self.request):
                answer: HttpResponse = super().form_valid(form)
            return answer

    # It stays a page of allauth's, whose audience is known by that.
    Whole.__module__ = page.view_class.__module__  # type: ignore[attr-defined]
    return Whole.as_view(**page.view_initkwargs)  # type: ignore[attr-defined]
