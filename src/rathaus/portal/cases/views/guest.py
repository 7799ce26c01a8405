"""Following a case without an account: reference and status code open it for this browser's session."""

from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from rathaus.foundation.accounts.audience import GUEST, audience
from rathaus.foundation.accounts.sessions import rename
from rathaus.foundation.documents.refusals import Unavailable
from rathaus.foundation.inbox.actions import mark_read, reply
from rathaus.foundation.inbox.forms import ReplyForm
from rathaus.foundation.inbox.models import Message
from rathaus.lib.prepared import prepared
from rathaus.portal.applications.models import Application
from rathaus.portal.cases.forms.guest import StatusForm
from rathaus.portal.cases.models import Case
from rathaus.portal.cases.views.following import content, send_file

_OPENED = "opened_cases"
MOST_OPENED = 10
_UNKNOWN = gettext_lazy(
    "Zu dieser Nummer und diesem Code finden wir nichts. Bitte vergleichen Sie beides mit Ihrer Eingangsbestätigung."
)


@audience(GUEST)
def ask_for_code(request: HttpRequest) -> HttpResponse:
    """The form; wrong reference, wrong code and a case that is gone are answered alike."""
    form = StatusForm(request.POST if request.method == "POST" else None)
    too_often = request.method == "POST" and not ratelimit.consume(request, action="status_code")
    if form.is_bound and not too_often and form.is_valid():
        typed = form.cleaned_data
        if application := Application.objects.opened_by(typed["reference"], typed["code"]):
            _let_in(request, application.reference)
            return redirect("status_case", application.reference)
        form.add_error(None, _UNKNOWN)
    status = 429 if too_often else 422 if form.is_bound and form.errors else 200
    return render(request, "cases/status.html", {"form": form, "too_often": too_often}, status=status)


@audience(GUEST)
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """The case, and the form to answer; who has not proved her code is asked for it, whether there is a case or not."""
    case = _opened(request, reference)
    if case is None:
        return redirect("status")
    form = ReplyForm(request.POST or None, request.FILES or None)
    context = content(case) | {"form": form}
    if request.method == "POST" and form.is_valid() and _sent(case, form, answers=context["enquiry"] is not None):
        messages.success(request, _("Ihre Nachricht ist angekommen."))
        return redirect("status_case", reference)
    return render(request, "cases/status_case.html", context, status=422 if form.errors else 200)


@audience(GUEST)
@require_POST
def open_message(request: HttpRequest, reference: str, message_id: UUID) -> HttpResponse:
    """Opening is an act with a date, hence a POST."""
    case = _opened_or_missing(request, reference)
    mark_read(get_object_or_404(case.thread.messages, pk=message_id, from_city=True), by="guest")
    return redirect(f"/status/{case.reference}/#nachricht-{message_id}")


@audience(GUEST)
@require_safe
def file(request: HttpRequest, reference: str, file_id: UUID) -> HttpResponse:
    """A paper of the case."""
    return send_file(_opened_or_missing(request, reference), file_id)


@audience(GUEST)
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close the cases for this browser, as one must at a computer that others use."""
    request.session.pop(_OPENED, None)
    messages.success(request, _("Ihre Vorgänge sind in diesem Browser nicht mehr zu sehen."))
    return redirect("status")


def _let_in(request: HttpRequest, reference: str) -> None:
    others = [each for each in request.session.get(_OPENED, []) if each != reference]
    rename(request)
    request.session[_OPENED] = [*others, reference][-MOST_OPENED:]


def _opened(request: HttpRequest, reference: str) -> Case | None:
    if reference not in request.session.get(_OPENED, []):
        return None
    return next(iter(_of_reference(reference)), None)


@prepared
def _of_reference(reference: str) -> QuerySet[Case]:
    return Case.objects.in_full().filter(reference=reference)


def _opened_or_missing(request: HttpRequest, reference: str) -> Case:
    if case := _opened(request, reference):
        return case
    raise Http404


def _sent(case: Case, form: ReplyForm, *, answers: bool) -> bool:
    """Whether it was taken; the form says why not."""
    kind = Message.Kind.ANSWER if answers else Message.Kind.TEXT
    typed, name = form.cleaned_data, case.applicant or _("Gast")
    try:
        reply(case.thread, kind, typed["text"], typed["attachments"], by="guest", signature=name, once=typed["once"])
    except Unavailable as refusal:
        form.add_error("attachments", refusal.message)
    return form.is_valid()
