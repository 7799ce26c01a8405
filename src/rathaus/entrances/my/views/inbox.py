"""Reading and writing in the inbox."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rathaus.entrances.my.asked import asked_of, notices_for
from rathaus.entrances.my.frame import frame
from rathaus.entrances.my.ways import way_to
from rathaus.foundation.accounts.audience import CITIZEN, SignedIn, audience
from rathaus.foundation.design.paging import page_of
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.documents.names import clean_name
from rathaus.foundation.documents.refusals import Unavailable
from rathaus.foundation.documents.responses import download, hand_over
from rathaus.foundation.inbox import actions, transcripts
from rathaus.foundation.inbox.forms import ReplyForm
from rathaus.foundation.inbox.models import Message, Thread, ThreadQuerySet
from rathaus.foundation.inbox.search import search
from rathaus.foundation.representation.party import Party
from rathaus.foundation.representation.session import party_of
from rathaus.lib.text import clean, read_uuid
from rathaus.portal.cases.models import Case

PER_PAGE = 20
SEARCH_LIMIT = 100
KINDS = {
    "vorgang": Thread.Kind.CASE,
    "idee": Thread.Kind.IDEA,
    "termin": Thread.Kind.APPOINTMENT,
    "workshop": Thread.Kind.WORKSHOP,
    "konto": Thread.Kind.ACCOUNT,
}
"""As the address calls them."""


@audience(CITIZEN)
@require_safe
def listing(request: SignedIn) -> HttpResponse:
    """``/mein/postfach/``: what she must do on top, then the threads; see ``_list`` for what can be asked."""
    me = party_of(request)
    content = _list(request, Thread.objects.visible_to(me).at_hand())
    first = request.GET.keys() <= {"archiviert"}
    content |= {"asked": asked_of(me), "notices": notices_for(me)} if first else {}
    return render(request, "my/inbox.html", frame(me, "inbox") | content)


@audience(CITIZEN)
@require_safe
def archive(request: SignedIn) -> HttpResponse:
    """``/mein/postfach/archiv/``: what she put away."""
    me = party_of(request)
    content = _list(request, Thread.objects.visible_to(me).archived()) | {"is_archive": True}
    return render(request, "my/inbox.html", frame(me, "inbox") | content)


@audience(CITIZEN)
@require_POST
def put_away(request: SignedIn, thread_id: UUID) -> HttpResponse:
    """Into the archive; the list that follows has a button to undo it."""
    found = _to_change(request, thread_id)
    try:
        actions.archive(found, by=request.user)
    except PermissionDenied:
        messages.warning(request, _("Öffnen Sie zuerst alle Nachrichten. Danach können Sie das ins Archiv legen."))
        return redirect("my:thread", thread_id)
    return redirect(f"{reverse('my:inbox')}?archiviert={thread_id}")


@audience(CITIZEN)
@require_POST
def bring_back(request: SignedIn, thread_id: UUID) -> HttpResponse:
    """Out of the archive."""
    actions.bring_back(_to_change(request, thread_id), by=request.user)
    messages.success(request, _("Liegt wieder im Postfach."))
    return redirect("my:inbox")


@audience(CITIZEN)
@require_safe
def transcript(request: SignedIn, thread_id: UUID) -> HttpResponse:
    """All of a thread as PDF; what was not opened stays covered there, too."""
    found = _mine(request, thread_id)
    name = f"{_('Verlauf')} {found.reference or found.subject}.pdf"
    return hand_over(transcripts.for_person(found), clean_name(name), inline=False)


@audience(CITIZEN)
def thread(request: SignedIn, thread_id: UUID) -> HttpResponse:
    """One thread, and the form to write back. What was not opened yet stays covered: a GET changes nothing."""
    me, found = party_of(request), _mine(request, thread_id)
    may_write = _may_change(me, found)
    if request.method == "POST" and not may_write:
        raise Http404
    case = Case.objects.filter(thread=found).first()
    question = case and case.todo
    form = ReplyForm(request.POST or None, request.FILES or None)
    kind = Message.Kind.ANSWER if question else Message.Kind.TEXT
    if request.method == "POST" and form.is_valid() and _sent(found, kind, form, me):
        messages.success(request, _("Ihre Nachricht ist angekommen."))
        return redirect("my:thread", found.id)
    content = {
        "thread": found,
        "letters": found.messages.select_related("read_by").prefetch_related("files"),
        "way": way_to(found, me),
        "case": case,
        "question": question,
        "form": form,
        "may_write": may_write,
    }
    content |= frame(me, "inbox")
    return render(request, "my/thread.html", content, status=422 if form.errors else 200)


@audience(CITIZEN)
@require_POST
def open_message(request: SignedIn, thread_id: UUID, message_id: UUID) -> HttpResponse:
    """Opening is an act with a date (for a notice it starts time limits), hence a POST; leads to the message."""
    message = get_object_or_404(_to_change(request, thread_id).messages, pk=message_id, from_city=True)
    actions.mark_read(message, by=request.user)
    return redirect(f"{reverse('my:thread', args=[thread_id])}#nachricht-{message_id}")


@audience(CITIZEN)
@require_safe
def file(request: SignedIn, thread_id: UUID, file_id: UUID) -> HttpResponse:
    """A file of a message that is open."""
    opened = _mine(request, thread_id).messages.to_city_or_opened()
    attached = StoredFile.objects.filter(id__in=opened.values("files")).select_related("key")
    return download(get_object_or_404(attached, pk=file_id))


def _mine(request: SignedIn, thread_id: UUID) -> Thread:
    return get_object_or_404(Thread.objects.visible_to(party_of(request)).select_related("key"), pk=thread_id)


def _to_change(request: SignedIn, thread_id: UUID) -> Thread:
    found = _mine(request, thread_id)
    if not _may_change(party_of(request), found):
        raise Http404
    return found


def _may_change(me: Party, found: Thread) -> bool:
    return me.may_act(service=found.topic, reference=found.reference)


def _list(request: SignedIn, rows: ThreadQuerySet) -> dict[str, Any]:
    """A page of ``rows``: ``?art=`` names a kind, ``?q=`` searches all that is hers, ``?nach=<thread>`` goes on."""
    mine = Thread.objects.visible_to(party_of(request))
    words, kind = clean(request.GET.get("q", ""))[:SEARCH_LIMIT], KINDS.get(request.GET.get("art", ""))
    found = search(mine, words) if words else None
    rows = found.rows if found else rows
    if kind:
        rows = rows.filter(kind=kind)
    if after := request.GET.get("nach"):
        rows = rows.older_than(get_object_or_404(mine, pk=read_uuid(after)))
    return {
        "page": page_of(rows.latest_first(), PER_PAGE, key="id"),
        "words": words,
        "found": found,
        "kinds": KINDS,
        "kind": kind,
        "put_away": _put_away(mine, request.GET.get("archiviert", "")),
    }


def _put_away(mine: ThreadQuerySet, typed: str) -> Thread | None:
    """What she has just put into the archive."""
    thread_id = read_uuid(typed)
    return mine.archived().filter(pk=thread_id).first() if thread_id else None


def _sent(thread: Thread, kind: str, form: ReplyForm, me: Party) -> bool:
    """Whether it was taken; the form says why not."""
    typed, signed = form.cleaned_data, me.signature
    try:
        actions.reply(
            thread, kind, typed["text"], typed["attachments"], by=me.agent, signature=signed, once=typed["once"]
        )
    except Unavailable as refusal:
        form.add_error("attachments", refusal.message)
    return form.is_valid()
