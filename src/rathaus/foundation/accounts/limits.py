"""How often one place may ask, and that whoever is refused learns how long to wait (RFC 9110, 10.2.3).

What is stored or guessed is counted in the database, by all processes together (setting ACCOUNT_RATE_LIMITS). What is
only read is counted by each process in its memory: a search costs less than a row that counts it.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.internal.ratelimit import consume, get_ip
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

PAUSE = 300
"""Seconds after which trying again makes sense, where nothing else is said: the longest of allauth's limits."""
MINUTE, HOUR, DAY = 60, 3600, 24 * 3600
MOST_LOOKS = 600
"""A minute, from one network, for each process: a school behind one router types that much together."""

View = Callable[..., Any]


class RetryAfterMiddleware:
    """Whoever is told that it was too often is told for how long, and programs by the status: of a form, too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 200 and getattr(request, "was_too_often", False):
            response.status_code = 429
        if response.status_code == 429:
            response.headers.setdefault("Retry-After", str(PAUSE))
        return response


def note_too_often(request: HttpRequest) -> None:
    """The form that comes back says that it was sent too often."""
    request.was_too_often = True  # type: ignore[attr-defined]


def guesses_left(request: HttpRequest, action: str) -> bool:
    """Whether this place may still try, where only wrong tries count and a GET is one, too: see ``note_guess``."""
    return bool(consume(request, app="allauth.account", action=action, limit_get=True, dry_run=True))


def note_guess(request: HttpRequest, action: str) -> None:
    """This try was wrong."""
    consume(request, app="allauth.account", action=action, limit_get=True)


class Looks:
    """How often each network looked in this minute."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._minute, self._counts = 0, Counter[str]()

    def note(self, network: str) -> int:
        """Count one more; how many it are."""
        minute = int(time.time() // 60)
        with self._lock:
            if minute != self._minute:
                self._minute, self._counts = minute, Counter()
            self._counts[network] += 1
            return self._counts[network]


def pause(request: HttpRequest) -> HttpResponse:
    """The page for whoever read too much at once."""
    return render(request, "account/too_many_requests.html", {"reading": True}, status=429)


def by_words(request: HttpRequest) -> bool:
    """Whether a list is searched (``?q=``), and not just shown."""
    return bool(request.GET.get("q"))


def search(
    refused: Callable[[HttpRequest], HttpResponse] = pause, *, when: Callable[[HttpRequest], bool] = bool
) -> Callable[[View], View]:
    """The view costs thinking and stores nothing: at most ``MOST_LOOKS`` a minute from one network.

    ``refused`` is the answer to one more, with status 429; only what ``when`` says yes to is counted.
    """

    def limit(view: View) -> View:
        looks = Looks()

        @wraps(view)
        def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if settings.RATE_LIMITS and when(request) and looks.note(get_ip(request)) > MOST_LOOKS:
                response = refused(request)
                response.headers["Retry-After"] = str(MINUTE)
                return response
            return view(request, *args, **kwargs)

        return limited

    return limit
