"""Keeps an answer for the blink between its arrival and the page that may read her cookies."""

import base64

from allauth.socialaccount.sessions import LoginSession
from django.http import HttpRequest, HttpResponse

from rathaus.foundation.vault import sealing
from rathaus.integrations.saml.answer import LIMIT

SECONDS = 120
_COOKIE, _ATTRIBUTE, _LABEL = "saml-antwort", "saml_parcel", "saml answer"


def keep(request: HttpRequest, onward: HttpResponse, text: str) -> HttpResponse:
    """``onward`` leads to the page that takes it, and carries a cookie for that page alone."""
    session = LoginSession(request, _ATTRIBUTE, _COOKIE)
    # A longer one is refused anyway; one character more than the limit tells so.
    sealed = sealing.seal(sealing.master_key(), text[: LIMIT + 1].encode(), _LABEL)
    session.store["answer"] = base64.b64encode(sealed).decode()
    session.store.set_expiry(SECONDS)
    session.save(onward)
    onward.cookies[_COOKIE]["httponly"] = True
    return onward


def take(request: HttpRequest) -> str | None:
    """What was kept, for the first who asks; None if there is nothing."""
    session = LoginSession(request, _ATTRIBUTE, _COOKIE)
    sealed = session.store.get("answer")
    if sealed is None:
        return None
    session.delete()
    try:
        return sealing.unseal(sealing.master_key(), base64.b64decode(sealed), _LABEL).decode()
    except (ValueError, sealing.Broken):
        return None
