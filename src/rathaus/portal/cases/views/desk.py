"""The page of a case at the desk, and its files."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from rathaus.foundation.accounts.audience import SignedIn, audience
from rathaus.foundation.audit.actions import record
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.documents.responses import download, hand_over
from rathaus.foundation.inbox import transcripts
from rathaus.foundation.notifications.reach import trouble_with
from rathaus.foundation.offices.audience import CLERK
from rathaus.portal.applications.actions.telling import address_of
from rathaus.portal.cases.forms.desk import AskForm
from rathaus.portal.cases.rules import seat_of
from rathaus.portal.cases.views.finding import allowed, case_at_desk
from rathaus.portal.cases.workflow import State


@audience(CLERK)
@require_safe
def show(request: SignedIn, reference: str) -> HttpResponse:
    """All that is known of a case; that she looked is recorded."""
    case = case_at_desk(request, reference)
    journey = case.application.journey
    context = {
        "section": "case",
        "case": case,
        "can": allowed(request.user, case),
        "sections": journey.sections,
        "hints": [hint for hint in journey.hints if hint.desk or hint.text],
        "fee": journey.fee,
        "letters": case.thread.messages.select_related("read_by").prefetch_related("files"),
        "uploads": case.application.uploads.select_related("file"),
        "notes": case.notes.select_related("by"),
        "happenings": case.happenings.select_related("by", "whom").order_by("-revision"),
        "enquiry": case.todo if case.state == State.WAITING else None,
        "ask_form": AskForm(case=case, by=request.user),
        "place": request.GET.urlencode(),
        "trouble": trouble_with(address_of(case.application)),
    }
    record("case.viewed", f"case:{case.reference}", by=request.user, **seat_of(request.user, case))
    return render(request, "cases/desk/case.html", context)


@audience(CLERK)
@require_safe
def file(request: SignedIn, reference: str, file_id: UUID) -> HttpResponse:
    """A file of the case: whatever is sealed under its key. That she opened it is recorded."""
    case = case_at_desk(request, reference)
    found = get_object_or_404(StoredFile.objects.select_related("key"), pk=file_id, key=case.application.key_id)
    opened, seat = download(found, inline=True), seat_of(request.user, case)
    record("case.file_opened", f"case:{case.reference}", by=request.user, file=str(found.id), **seat)
    return opened


@audience(CLERK)
@require_safe
def transcript(request: SignedIn, reference: str) -> HttpResponse:
    """All messages of the case as one PDF; that she took it is recorded."""
    case = case_at_desk(request, reference)
    record("case.transcript", f"case:{case.reference}", by=request.user, **seat_of(request.user, case))
    return hand_over(transcripts.for_desk(case.thread), f"Verlauf {case.reference}.pdf", inline=False)
