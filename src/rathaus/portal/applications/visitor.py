"""What this browser's session holds: the drafts it began and the receipts it was shown, by service."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.accounts.sessions import rename
from rathaus.foundation.representation import session
from rathaus.foundation.representation.party import Party
from rathaus.lib.prepared import prepared
from rathaus.portal.applications.models import Application, Definition, Draft, name_of
from rathaus.portal.applications.questions import Fault

_DRAFTS, _RECEIPTS, _REFUSED, _COUNTER = "drafts", "receipts", "refused", "counter"


def party_of(request: HttpRequest) -> Party | None:
    """Who applies, and for whom; None for a guest, and while a clerk serves a citizen at the counter."""
    if not isinstance(request.user, Person) or at_counter(request):
        return None
    return session.party_of(request)


def person_of(request: HttpRequest) -> Person | None:
    """Whose application it is: hers who is signed in, or her principal's."""
    party = party_of(request)
    return party.principal if party else None


def may_apply(request: HttpRequest, slug: str) -> bool:
    """Everyone for herself; for another with a mandate to act; at the counter only what was begun there."""
    if at_counter(request):
        draft = counter_draft(request)
        return draft is not None and draft.service.slug == slug
    party = party_of(request)
    return party is None or party.may_act(service=slug)


def drafts_of(request: HttpRequest) -> QuerySet[Draft]:
    """Open drafts of this visitor: her account's or her principal's, and those this browser began as a guest."""
    if at_counter(request):
        return Draft.objects.filter(pk=request.session[_COUNTER], person=None)
    party = party_of(request)
    if party and not party.is_own:
        return Draft.objects.visible_to(party)
    begun = request.session.get(_DRAFTS, {}).values()
    if not begun and not party:
        return Draft.objects.none()
    held = Q(pk__in=begun, person=None)
    return Draft.objects.filter(held | Q(person=party.principal) if party else held)


def draft_of(request: HttpRequest, definition: Definition) -> Draft | None:
    """Her open draft for the service of this version in force; the one this browser has in hand comes first."""
    service = definition.service
    drafts = _for_service(request, service.pk)
    drafts.sort(key=lambda draft: draft.pk != draft_id_of(request, service.slug))
    if not drafts:
        return None
    draft = drafts[0]
    draft.service = service
    if draft.definition_id == definition.pk:
        draft.definition = definition
    return draft


def _for_service(request: HttpRequest, service_id: int) -> list[Draft]:
    if party_of(request) or at_counter(request):
        return list(drafts_of(request).filter(service=service_id).select_related("key"))
    return _of_guest(service_id, *map(UUID, request.session.get(_DRAFTS, {}).values()))


@prepared
def _of_guest(service_id: int, *held: UUID) -> QuerySet[Draft]:
    return Draft.objects.filter(pk__in=held, person=None, service=service_id).select_related("key")


def draft_id_of(request: HttpRequest, slug: str) -> UUID | None:
    """The draft this browser has in hand, or had until it was sent."""
    held = request.session.get(_DRAFTS, {}).get(slug)
    return UUID(held) if held else None


def let_in(request: HttpRequest, draft: Draft) -> None:
    """She has shown a code: from now on this browser works on ``draft``."""
    rename(request)
    take_in_hand(request, draft)


def take_in_hand(request: HttpRequest, draft: Draft) -> None:
    """From now on this browser works on ``draft``; what it sent before for the same service it may go on seeing."""
    slug = draft.service.slug
    if draft_id_of(request, slug) not in (None, draft.pk) and (before := sent(request, slug)):
        _put(request, _RECEIPTS, slug, str(before.pk))
    _put(request, _DRAFTS, slug, str(draft.pk))


def receipt_of(request: HttpRequest, slug: str) -> Application | None:
    """The application for this service that this browser sent last, or whose receipt it was shown."""
    return sent(request, slug) or _shown(request, slug)


def sent(request: HttpRequest, slug: str) -> Application | None:
    """What was made of the draft in hand, known by its name: with sending, nothing of the session has to change."""
    held, party = draft_id_of(request, slug), party_of(request)
    found = next(iter(_made_of(name_of(held))), None) if held else None
    if found is None or (found.person_id is None and (party is None or party.is_own)):
        return found
    return found if party and _is_reached(party, found.pk) else None


def _shown(request: HttpRequest, slug: str) -> Application | None:
    shown, party = request.session.get(_RECEIPTS, {}).get(slug), party_of(request)
    if shown is None or (party and not party.is_own and not _is_reached(party, shown)):
        return None
    return next(iter(_whole(UUID(shown))), None)


def _is_reached(party: Party, application_id: UUID | str) -> bool:
    return Application.objects.visible_to(party).filter(pk=application_id).exists()


@prepared
def _whole(application_id: UUID) -> QuerySet[Application]:
    return _in_full().filter(pk=application_id)


@prepared
def _made_of(name: str) -> QuerySet[Application]:
    return _in_full().filter(idempotency_key=name)


def _in_full() -> QuerySet[Application]:
    related = ("service", "definition", "key", "charge", "receipt", "person", "sent_by", "begun_at_counter_by")
    return Application.objects.select_related(*related).defer("definition__content")


def show_receipt(request: HttpRequest, application: Application) -> None:
    """Let this browser see the receipt."""
    slug = application.service.slug
    if application.idempotency_key != name_of(draft_id_of(request, slug)):
        _put(request, _RECEIPTS, slug, str(application.pk))


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


def at_counter(request: HttpRequest) -> bool:
    """Whether this browser is a clerk's, who fills in for a citizen beside her."""
    return _COUNTER in request.session


def stand_at_counter(request: HttpRequest, draft: Draft) -> None:
    """From now on the clerk works on ``draft``, and on nothing else."""
    request.session[_COUNTER] = str(draft.pk)
    take_in_hand(request, draft)


def counter_draft(request: HttpRequest) -> Draft | None:
    """What the clerk fills in, unless it was given up or handed over meanwhile."""
    found = Draft.objects.filter(pk__in=[request.session.get(_COUNTER)], person=None)
    return found.select_related("service", "definition", "key").defer("definition__content").first()


def _put(request: HttpRequest, name: str, slug: str, value: str) -> None:
    if request.session.get(name, {}).get(slug) != value:
        request.session[name] = request.session.get(name, {}) | {slug: value}
