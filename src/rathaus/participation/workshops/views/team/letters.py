"""The team and those who registered write to each other."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rathaus.foundation.accounts.audience import SignedIn, audience
from rathaus.foundation.audit.actions import record
from rathaus.foundation.design.paging import page_of
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.documents.responses import download
from rathaus.foundation.inbox.models import Message, Thread
from rathaus.lib.text import read_uuid
from rathaus.participation.ideas.team import TEAM
from rathaus.participation.workshops import actions
from rathaus.participation.workshops.forms.desk import LetterForm
from rathaus.participation.workshops.letters import threads_of
from rathaus.participation.workshops.models import Workshop
from rathaus.participation.workshops.views.finding import workshop_of

PAGE_SIZE = 50


@audience(TEAM)
@require_safe
def listing(request: SignedIn, slug: str) -> HttpResponse:
    """Who waits for an answer, then all threads, the latest first."""
    workshop = workshop_of(slug)
    threads, after = threads_of(workshop).select_related("person"), request.GET.get("nach")
    rows = threads.older_than(_thread(workshop, read_uuid(after))) if after else threads
    context = {
        "section": "workshops",
        "workshop": workshop,
        "waiting": [] if after else threads.unanswered()[:PAGE_SIZE],
        "page": page_of(rows.latest_first(), PAGE_SIZE, key="id"),
    }
    return render(request, "workshops/desk/letters.html", context)


@audience(TEAM)
def show(request: SignedIn, slug: str, thread_id: UUID) -> HttpResponse:
    """One thread, and the form to write back; that she looked is recorded."""
    workshop = workshop_of(slug)
    thread = _thread(workshop, thread_id)
    form = LetterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.write_guest(thread, form.cleaned_data["text"], once=form.cleaned_data["once"], by=request.user)
        messages.success(request, _("Die Nachricht liegt im Postfach."))
        return redirect("workshop_letter", slug, thread_id)
    letters = thread.messages.prefetch_related("files")
    context = {"section": "workshops", "workshop": workshop, "thread": thread, "letters": letters, "form": form}
    record("workshop.thread_viewed", f"thread:{thread.id}", by=request.user)
    return render(request, "workshops/desk/letter.html", context, status=422 if form.errors else 200)


@audience(TEAM)
@require_POST
def settle(request: SignedIn, slug: str, thread_id: UUID) -> HttpResponse:
    """No answer is needed."""
    actions.settle_thread(_thread(workshop_of(slug), thread_id), by=request.user)
    messages.success(request, _("Erledigt: Die Nachricht braucht keine Antwort."))
    return redirect("workshop_letters", slug)


@audience(TEAM)
@require_safe
def file(request: SignedIn, slug: str, thread_id: UUID, file_id: UUID) -> HttpResponse:
    """What came with a message."""
    thread = _thread(workshop_of(slug), thread_id)
    attached = StoredFile.objects.filter(id__in=Message.objects.filter(thread=thread).values("files"))
    return download(get_object_or_404(attached.select_related("key"), pk=file_id), inline=True)


def _thread(workshop: Workshop, thread_id: UUID | None) -> Thread:
    return get_object_or_404(threads_of(workshop).select_related("key", "person"), pk=thread_id)
