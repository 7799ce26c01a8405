"""How long somebody stays signed in, and under which name her browser knows it.

Two clocks run for each session: since she last showed who she is, and since her last page. Whoever works here has
shorter ones on the pages of the administration. Showing once more that it is her starts the clocks anew and gives the
session a new name: an old one that somebody noted is worth nothing from then on (OWASP ASVS 5.0, 7.2.4 and 7.3).
"""

import time
from collections.abc import Callable

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as SHOWN
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record

STEP = 300
"""Seconds between two notes of her last page: each costs a row written."""
_BEGUN, _SEEN, _WORKED = "clock_begun", "clock_seen", "clock_worked"


class SessionLimitMiddleware:
    """Ends sessions whose time is over before anybody looks who is there; notes what goes on in the others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Whoever brings no session is not looked up: public pages stay the same for all.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or SESSION_KEY not in request.session:
            return self.get_response(request)
        if _is_over(request):
            end(request)
        _note(request, _SEEN)
        shown = request.session.get(SHOWN)
        response = self.get_response(request)
        if SESSION_KEY in request.session and request.session.get(SHOWN) != shown:
            begin(request)
            rename(request)
        if SESSION_KEY not in request.session:
            # Nothing that a page of hers left in the browser comes back with its button.
            response.headers["Clear-Site-Data"] = '"cache"'
        return response


def goes_on(request: HttpRequest) -> bool:
    """Whether her session goes on, and nothing of it is to be noted on this page."""
    return not _is_over(request) and not _is_to_be_noted(request, _SEEN)


def begin(request: HttpRequest) -> None:
    """She has shown who she is: the clocks start."""
    request.session[_BEGUN] = request.session[_SEEN] = int(time.time())
    request.session.pop(_WORKED, None)


@transaction.atomic
def rename(request: HttpRequest) -> None:
    """The same session under a new name, so that nobody who planted or noted the old one comes in, too.

    In the list of her devices it stays the same line.
    """
    former = request.session.session_key
    request.session.cycle_key()
    if request.user.is_authenticated:
        UserSession.objects.filter(session_key=former).update(session_key=request.session.session_key)


def work(request: HttpRequest) -> bool:
    """Whether a page of the administration may open in this session; notes it."""
    now, begun = time.time(), request.session.get(_BEGUN)
    # A session that never passed a door was begun by the demo or a test; production has no such way in.
    if begun is not None:
        worked = max(begun, request.session.get(_WORKED, 0))
        if now - begun > settings.STAFF_SESSION_SECONDS or now - worked > settings.STAFF_IDLE_SECONDS:
            return False
        _note(request, _WORKED)
    return True


def end(request: HttpRequest) -> None:
    """Its time is over: she is signed out, and reads why on her next page."""
    person = request.user if isinstance(request.user, Person) else None
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    request.session.flush()
    request.user = AnonymousUser()
    if person:
        record("session.over", f"person:{person.pk}", by=person)
    messages.info(request, _("Ihre Anmeldung ist abgelaufen. Bitte melden Sie sich noch einmal an."))


@transaction.atomic
def end_all(person: Person, *, by: Person | str) -> int:
    """Sign ``person`` out wherever she is signed in; how many sessions that were."""
    rows = list(UserSession.objects.filter(user=person))
    for row in rows:
        row.end()
    record("sessions.ended", f"person:{person.pk}", by=by, number=len(rows))
    return len(rows)


@transaction.atomic
def end_everyone(*, by: str) -> int:
    """Sign everyone out, guests included: what they had begun is kept where it has a code or an account."""
    number = Session.objects.count()
    UserSession.objects.all().delete()
    Session.objects.all().delete()
    record("sessions.ended", "everyone", by=by, number=number)
    return number


def _is_over(request: HttpRequest) -> bool:
    now, begun = time.time(), request.session.get(_BEGUN)
    if begun is None:
        return False
    idle = now - request.session.get(_SEEN, begun)
    return bool(now - begun > settings.SESSION_SECONDS or idle > settings.SESSION_IDLE_SECONDS)


def _note(request: HttpRequest, name: str) -> None:
    if _is_to_be_noted(request, name):
        request.session[name] = int(time.time())


def _is_to_be_noted(request: HttpRequest, name: str) -> bool:
    return _BEGUN in request.session and int(time.time()) - request.session.get(name, 0) >= STEP
