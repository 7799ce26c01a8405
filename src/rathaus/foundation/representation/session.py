"""For whom this browser's session acts at the moment, and what is forgotten when that changes."""

from django.conf import settings
from django.http import HttpRequest

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.representation.party import Party, own
from rathaus.foundation.representation.rules import mandates_of

_ACTING = "acting_for"
_KEPT = ("_auth_", "_session_", "account_", "socialaccount_", "mfa", "trust_level")
"""Beginnings of the names that belong to signing in. All else is the matter of the person served before."""


class Ended(Exception):
    """The mandate this session acted by does not count any more."""


def party_of(request: HttpRequest) -> Party:
    """For whom the signed-in person acts on this page; a page that asks for it is shown as the principal's."""
    request.for_party = current(request)  # type: ignore[attr-defined]
    return request.for_party  # type: ignore[attr-defined]


def current(request: HttpRequest) -> Party:
    """The party as it is now, asked of the database once for each request. Raises Ended."""
    if not hasattr(request, "_party"):
        request._party = _found(request)  # type: ignore[attr-defined]
    return request._party  # type: ignore[attr-defined]


def is_acting(request: HttpRequest) -> bool:
    """Whether she acts for somebody else; costs nothing for a visitor without a session."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and _ACTING in request.session


def act_for(request: HttpRequest, principal: Person) -> None:
    """From the next page on act for ``principal``. Raises Ended if there is no mandate."""
    assert isinstance(request.user, Person)
    if not mandates_of(request.user, principal.pk):
        raise Ended
    forget_matters(request)
    request.session[_ACTING] = principal.pk
    record("acting.began", f"person:{principal.pk}", by=request.user)


def act_for_oneself(request: HttpRequest) -> None:
    """Back to her own matters."""
    if principal_id := request.session.get(_ACTING):
        record("acting.ended", f"person:{principal_id}", by=request.user)
    forget_matters(request)


def forget_matters(request: HttpRequest) -> None:
    """Drop all that the session holds of the person served so far: nobody sees it after her (CiviForm #2636)."""
    for name in list(request.session.keys()):
        if not name.startswith(_KEPT):
            del request.session[name]


def _found(request: HttpRequest) -> Party:
    assert isinstance(request.user, Person)
    if (principal_id := request.session.get(_ACTING)) is None:
        return own(request.user)
    principal = Person.objects.filter(pk=principal_id).first()
    mandates = mandates_of(request.user, principal_id)
    if principal is None or not mandates:
        raise Ended
    return Party(principal, request.user, mandates)
