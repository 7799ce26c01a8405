"""Reading and writing in the inbox."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rathaus.entrances.my.asked import asked_of
from rathaus.entrances.my.frame import frame
from rathaus.foundation.accounts.audience import CITIZEN, SignedIn, audience
from rathaus.foundation.design.paging import page_of
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.documents.responses import download
from rathaus.foundation.inbox.actions import mark_read, reply
from rathaus.foundation.inbox.forms import ReplyForm
from rathaus.foundation.inbox.models import Message, Thread
from rathaus.lib.text import clean
from rathaus.portal.cases.models import Case

PER_PAGE = 20
SEARCH_LIMIT = 100


@audience(CITIZEN)
@require_safe
def listing(request: SignedIn) -> HttpResponse:
    """``/mein/postfach/``: what needs an answer on top, then the rest; ``?q=`` searches, ``?nach=<thread>`` goes on."""
    mine = Thread.objects.visible_to(request.user)
    words, after = clean(request.GET.get("q", ""))[:SEARCH_LIMIT], request.GET.get("nach")
    rows = mine.about(words) if words else mine
    if after:
        rows = rows.older_than(get_object_or_404(mine, pk=_uuid(after)))
    content = {
        "asked": [] if words or after else asked_of(request.user),
        "page": page_of(rows.with_unread().latest_first(), PER_PAGE, key="id"),
        "words": words,
    }
    return render(request, "my/inbox.html", frame(request.user, "inbox") | content)


@audience(CITIZEN)
def thread(request: SignedIn, thread_id: UUID) -> HttpResponse:
    """One thread, and the form to write back. What was not opened yet stays covered: a GET changes nothing."""
    found = _mine(request, thread_id)
    case = Case.objects.filter(thread=found).first()
    question = case and case.todo
    form = ReplyForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        kind = Message.Kind.ANSWER if question else Message.Kind.TEXT
        _send(found, kind, form, request)
        messages.success(request, _("Ihre Nachricht ist angekommen."))
        return redirect("my:thread", found.id)
    content = {
        "thread": found,
        "letters": found.messages.prefetch_related("files"),
        "case": case,
        "question": question,
        "form": form,
    }
    content |= frame(request.user, "inbox")
    return render(request, "my/thread.html", content, status=422 if form.errors else 200)


@audience(CITIZEN)
@require_POST
def open_message(request: SignedIn, thread_id: UUID, message_id: UUID) -> HttpResponse:
    """Opening is an act with a date (for a notice it starts time limits), hence a POST; leads to the message."""
    message = get_object_or_404(_mine(request, thread_id).messages, pk=message_id)
    mark_read(message, by=request.user)
    return redirect(f"{reverse('my:thread', args=[thread_id])}#nachricht-{message_id}")


@audience(CITIZEN)
@require_safe
def file(request: SignedIn, thread_id: UUID, file_id: UUID) -> HttpResponse:
    """A file of a message that is open."""
    opened = _mine(request, thread_id).messages.filter(Q(from_city=False) | Q(read_at__isnull=False))
    attached = StoredFile.objects.filter(id__in=opened.values("files")).select_related("key")
    return download(get_object_or_404(attached, pk=file_id))


def _mine(request: SignedIn, thread_id: UUID) -> Thread:
    return get_object_or_404(Thread.objects.visible_to(request.user).select_related("key"), pk=thread_id)


def _send(thread: Thread, kind: str, form: ReplyForm, request: SignedIn) -> Message:
    sent = form.cleaned_data
    me = request.user
    return reply(thread, kind, sent["text"], sent["attachments"], by=me, signature=str(me), once=sent["once"])


def _uuid(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError as error:
        raise Http404 from error
