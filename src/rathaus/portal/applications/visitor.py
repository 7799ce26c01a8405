"""What this browser's session holds: the drafts it began and the receipts it was shown, by service."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from rathaus.foundation.accounts.models import Person
from rathaus.portal.applications.models import Application, Draft
from rathaus.portal.applications.questions import Fault

_DRAFTS, _RECEIPTS, _REFUSED = "drafts", "receipts", "refused"


def person_of(request: HttpRequest) -> Person | None:
    """Who is signed in, or None."""
    return request.user if isinstance(request.user, Person) else None


def drafts_of(request: HttpRequest) -> QuerySet[Draft]:
    """Open drafts of this visitor: her account's, and those this browser began as a guest."""
    held = Q(pk__in=request.session.get(_DRAFTS, {}).values(), person=None)
    person = person_of(request)
    return Draft.objects.filter(held | Q(person=person) if person else held)


def draft_of(request: HttpRequest, slug: str) -> Draft | None:
    """Her open draft for this service; the one this browser has in hand comes first."""
    drafts = list(
        drafts_of(request)
        .filter(service__slug=slug)
        .select_related("service", "definition", "key")
        .defer("definition__content")
    )
    drafts.sort(key=lambda draft: draft.pk != draft_id_of(request, slug))
    return drafts[0] if drafts else None


def draft_id_of(request: HttpRequest, slug: str) -> UUID | None:
    """The draft this browser has in hand, or had until it was sent."""
    held = request.session.get(_DRAFTS, {}).get(slug)
    return UUID(held) if held else None


def take_in_hand(request: HttpRequest, draft: Draft) -> None:
    """From now on this browser works on ``draft``."""
    _put(request, _DRAFTS, draft.service.slug, str(draft.pk))


def receipt_of(request: HttpRequest, slug: str) -> Application | None:
    """The application for this service whose receipt this browser was shown last."""
    application_id = request.session.get(_RECEIPTS, {}).get(slug)
    related = ("service", "definition", "key", "charge", "receipt")
    return Application.objects.filter(pk=application_id).select_related(*related).first() if application_id else None


def show_receipt(request: HttpRequest, application: Application) -> None:
    """Let this browser see the receipt."""
    _put(request, _RECEIPTS, application.service.slug, str(application.pk))


def remember_refused_files(request: HttpRequest, draft: Draft, faults: Sequence[Fault]) -> None:
    """Keep what is to be said of refused files until the next page."""
    said = [[fault.path, fault.code, fault.message] for fault in faults]
    request.session[_REFUSED] = {"draft": str(draft.pk), "faults": said}


def refused_files(request: HttpRequest, draft: Draft) -> list[Fault]:
    """What is to be said of files refused a moment ago; said once."""
    kept = request.session.pop(_REFUSED, {})
    if kept.get("draft") != str(draft.pk):
        return []
    return [Fault(path, code, message, question=path) for path, code, message in kept["faults"]]


def _put(request: HttpRequest, name: str, slug: str, value: str) -> None:
    if request.session.get(name, {}).get(slug) != value:
        request.session[name] = request.session.get(name, {}) | {slug: value}
