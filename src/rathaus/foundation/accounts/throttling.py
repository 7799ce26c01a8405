"""Slowing down whoever guesses passwords, without locking out whose account it is.

Wrong passwords are counted for each account: those from devices on which its owner has signed in before, each device
apart, and those from all strangers together. After a few, each further one makes the next try wait longer. A flood from
a thousand addresses thus makes strangers wait, and the owner at her own device notices nothing (OWASP, "Slow down
online guessing attacks with device cookies"). On a new device a code by mail makes her known.

Accounts that do not exist are counted alike.
"""

import secrets
import time

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

FREE = 5
"""Wrong passwords that cost nothing."""
LONGEST = 15 * 60
"""Seconds between two tries, at most."""
_FORGOTTEN = 60 * 60
"""Seconds without a wrong password after which nothing is left of them."""
_KEPT = 365 * 24 * 3600
_MOST_PEOPLE = 5
"""Who share a device."""
_SALT, _PROVED = "accounts.known-device", "proved_address"
COOKIE = "__Host-geraet" if settings.HTTPS else "geraet"


def admit(request: HttpRequest, email: str) -> bool:
    """Whether a password may be tried now. Counts it as wrong until ``forgive``: many at once gain nothing."""
    if not settings.RATE_LIMITS or settings.ACCOUNT_RATE_LIMITS is False:
        return True
    bucket = _bucket(request, email)
    cache.add(bucket, 0, _FORGOTTEN)
    # Counted first: of many at once, each sees those before it.
    tried, now = cache.incr(bucket) - 1, time.time()
    if now < cache.get(f"{bucket}:at", now) + _wait_after(tried):
        cache.decr(bucket)
        return False
    cache.touch(bucket, _FORGOTTEN)
    cache.set(f"{bucket}:at", now, _FORGOTTEN)
    return True


def forgive(request: HttpRequest, email: str) -> None:
    """The password just tried was right."""
    bucket = _bucket(request, email)
    if cache.get(bucket, 0):
        cache.decr(bucket)


def know_device(request: HttpRequest, response: HttpResponse, email: str) -> None:
    """She has signed in here: this device is hers from now on."""
    cache.delete(_bucket(request, email))
    others = [known for known in _known(request) if known[0] != _mark(email)]
    known = [[_mark(email), secrets.token_hex(8)], *others][:_MOST_PEOPLE]
    response.set_cookie(
        COOKIE,
        signing.dumps(known, salt=_SALT),
        max_age=_KEPT,
        httponly=True,
        samesite="Lax",
        secure=settings.HTTPS,
    )


def know_visit(request: HttpRequest, email: str) -> None:
    """She has shown, in this visit, that she reads the mail of this address."""
    request.session[_PROVED] = [_mark(email), secrets.token_hex(8)]


def _wait_after(wrong: int) -> int:
    """Seconds."""
    return min(LONGEST, 2 ** min(wrong - FREE, 20)) if wrong >= FREE else 0


def _bucket(request: HttpRequest, email: str) -> str:
    """Where wrong passwords for this account are counted that come from where this request comes from."""
    mark = _mark(email)
    for known, device in [*_known(request), request.session.get(_PROVED, ["", ""])]:
        if known == mark:
            return f"wrong-passwords:{mark}:{device}"
    return f"wrong-passwords:{mark}:strangers"


def _known(request: HttpRequest) -> list[list[str]]:
    """Whose device this is: pairs of an account's mark and the device's own name."""
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_KEPT)
    except signing.BadSignature:
        return []


def _mark(email: str) -> str:
    """Names an account without telling its address."""
    return salted_hmac(_SALT, email.strip().lower()).hexdigest()[:32]
