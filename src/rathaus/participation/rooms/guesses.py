"""Whoever tries code after code has to wait: a code opens a room, so finding one by trying must stay hopeless."""

import time

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

MOST_GUESSES = 60
"""Wrong codes a minute from one network; a whole workshop behind one router mistypes less often."""
_MINUTE = 60


def note_wrong_code(request: HttpRequest) -> None:
    """Remember that somebody from this network named a room that is not there."""
    key = _key(request)
    cache.add(key, 0, 2 * _MINUTE)
    cache.incr(key)


def has_guessed_too_often(request: HttpRequest) -> bool:
    """This network has to wait for the next minute."""
    return settings.RATE_LIMITS and cache.get(_key(request), 0) >= MOST_GUESSES


def _key(request: HttpRequest) -> str:
    return f"room-guesses:{get_ip(request)}:{int(time.time() // _MINUTE)}"
