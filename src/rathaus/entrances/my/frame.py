"""What the frame of each page of her area shows."""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.contrib.auth import SESSION_KEY, get_user
from django.contrib.messages.storage.session import SessionStorage
from django.core.handlers.wsgi import WSGIRequest
from django.db.models import Count, Exists, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.accounts.session_store import SessionStore
from rathaus.foundation.accounts.sessions import goes_on
from rathaus.foundation.design.keeper import STRANGER
from rathaus.foundation.design.kept import KIND
from rathaus.foundation.inbox.models import Message, Thread
from rathaus.foundation.offices.models import Membership
from rathaus.foundation.representation.party import Party
from rathaus.foundation.representation.session import is_acting
from rathaus.lib.prepared import prepared
from rathaus.participation.committee.rules import taking_part
from rathaus.portal.applications.visitor import at_counter

_NO_NEWS, _NEWS = "signed in", "signed in, with news"


class _Hers(NamedTuple):
    """What the frame says of a person."""

    unread: int
    on_staff: bool
    on_committee: bool


def frame(whom: Person | Party, tab: str) -> dict[str, Any]:
    """``tab`` (the current one) and ``unread`` (how many messages she, or her principal, has not opened)."""
    if isinstance(whom, Party) and not whom.is_own:
        return {"tab": tab, "unread": Message.objects.unread_by(whom).count()}
    return {"tab": tab, "unread": _of(whom.agent if isinstance(whom, Party) else whom).unread}


def news(request: HttpRequest) -> dict[str, Any]:
    """For every page: ``has_news``, whether something unopened lies in her own inbox; asked only where it is shown."""
    return {"has_news": lambda: _has_news(request)}


def work(request: HttpRequest) -> dict[str, Any]:
    """For every page, asked only where it is shown: ``on_staff``, ``on_committee``, whether she has work to go to."""

    def hers() -> _Hers:
        return _of(request.user) if isinstance(request.user, Person) else _Hers(0, on_staff=False, on_committee=False)

    return {"on_staff": lambda: hers().on_staff, "on_committee": lambda: hers().on_committee}


def kind_of(environ: dict[str, Any]) -> str | None:
    """The kind of a visitor with a session, as the frame of public pages tells it; for ``Keeper``, in front of Django.

    None for one whose page Django must make: she is to be told something, acts for another, stands at the counter, or
    something of her session is to be noted or ended. Nothing is changed here that Django would not change.
    """
    request = WSGIRequest(environ)
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    if key is None or settings.MESSAGE_COOKIE_NAME in request.COOKIES:
        return None
    request.session = SessionStore(key)
    if is_acting(request) or at_counter(request) or SessionStorage.session_key in request.session:
        return None
    if SESSION_KEY not in request.session:
        return STRANGER if request.session.session_key else None
    if not goes_on(request) or not isinstance(person := get_user(request), Person):
        return None
    return _NEWS if _unopened_by(person.pk) else _NO_NEWS


def _has_news(request: HttpRequest) -> bool:
    if kind := request.META.get(KIND):
        return bool(kind == _NEWS)
    return isinstance(request.user, Person) and bool(_unopened_by(request.user.pk))


@prepared
def _unopened_by(person: int) -> QuerySet[Thread, tuple[UUID]]:
    """One that waits is enough."""
    return Thread.objects.unopened_by(person).order_by().values_list("pk")[:1]


def _of(person: Person) -> _Hers:
    """Asked once for each person object, all in one query."""
    known: dict[str, _Hers] = vars(person)
    if "_frame" not in known:
        unread, works, sits, scores = _asked(person.pk, timezone.localdate())[0]
        on_staff = works or person.is_editor or person.is_administrator
        known["_frame"] = _Hers(unread, bool(on_staff), bool(sits or scores))
    return known["_frame"]


@prepared
def _asked(person: int, today: date) -> QuerySet[Person, tuple[int, bool, bool, bool]]:
    unread = Message.objects.unread_by(person).order_by().values(of=Value(1)).values(number=Count("pk"))
    works = Exists(Membership.objects.filter(person=person))
    return Person.objects.filter(pk=person).values_list(
        Coalesce(Subquery(unread), 0), works, *taking_part(person, today)
    )
