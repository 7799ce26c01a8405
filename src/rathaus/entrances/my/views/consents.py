"""What she agreed to, taking it back, and asking for a correction of what was sent."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rathaus.entrances.my.case_pages import page_of_cases
from rathaus.entrances.my.forms import CorrectionForm, WithdrawForm
from rathaus.entrances.my.frame import frame
from rathaus.foundation.accounts.audience import CITIZEN, SignedIn, audience
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.audit.models import Entry
from rathaus.foundation.inbox.actions import reply
from rathaus.foundation.inbox.models import Message
from rathaus.portal.cases.consents import Consent, consents_in
from rathaus.portal.cases.models import Case

WITHDRAWN = "consent.withdrawn"


@audience(CITIZEN)
@require_safe
def listing(request: SignedIn) -> HttpResponse:
    """``/mein/daten/einwilligungen/``: case by case, the newest first, in the words of the day."""
    me = request.user
    page = page_of_cases(_mine(me), request)
    withdrawn = _withdrawn([case.reference for case in page.rows])
    given = [(case, [_told(one, withdrawn) for one in consents_in(case)]) for case in page.rows]
    content = {"page": page, "given": given}
    return render(request, "my/data_consents.html", frame(me, "data") | content)


@audience(CITIZEN)
def withdraw(request: SignedIn, reference: str, question: str) -> HttpResponse:
    """Taking back one consent: it goes to the office as a message, and counts from now on."""
    me, case = request.user, _case(request, reference)
    consent = _consent(case, question)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text = _("Ich widerrufe meine Einwilligung „%(label)s“.") % {"label": consent.label}
        _write(case, text, form, me)
        if question not in _withdrawn([reference]).get(reference, {}):
            record(WITHDRAWN, f"case:{reference}", by=me, question=question)
        messages.success(request, _("Ihr Widerruf ist bei der Stadt. Sie hat ihn als Nachricht zu Ihrem Vorgang."))
        return redirect("my:consents")
    content = {"case": case, "consent": consent, "form": form}
    return render(request, "my/data_withdraw.html", frame(me, "data") | content, status=422 if form.errors else 200)


@audience(CITIZEN)
def correct(request: SignedIn, reference: str) -> HttpResponse:
    """Asking the office to put right what was sent: it is part of the file, so nobody changes it silently."""
    me, case = request.user, _case(request, reference)
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _write(case, _("Antrag auf Berichtigung:") + "\n\n" + form.cleaned_data["text"], form, me)
        messages.success(request, _("Ihr Antrag auf Berichtigung ist angekommen."))
        return redirect("my:thread", case.thread_id)
    content = {"case": case, "form": form}
    return render(request, "my/data_correct.html", frame(me, "data") | content, status=422 if form.errors else 200)


def _mine(person: Person) -> Any:
    return Case.objects.visible_to(person).in_full()


def _case(request: SignedIn, reference: str) -> Case:
    return get_object_or_404(_mine(request.user), reference=reference)


def _consent(case: Case, question: str) -> Consent:
    found = next((one for one in consents_in(case) if one.question == question), None)
    if found is None:
        raise Http404
    return found


def _told(consent: Consent, withdrawn: dict[str, dict[str, datetime]]) -> dict[str, Any]:
    taken_back = withdrawn.get(consent.case.reference, {}).get(consent.question)
    return {"question": consent.question, "label": consent.label, "text": consent.text, "at": consent.at} | {
        "withdrawn_at": taken_back
    }


def _withdrawn(references: list[str]) -> dict[str, dict[str, datetime]]:
    """``{reference: {question: when}}``, from the audit chain."""
    found: dict[str, dict[str, datetime]] = {}
    for line in Entry.objects.filter(verb=WITHDRAWN, subject__in=[f"case:{one}" for one in references]):
        found.setdefault(line.subject.removeprefix("case:"), {})[line.detail["question"]] = line.at
    return found


def _write(case: Case, text: str, form: WithdrawForm, me: Person) -> None:
    reply(case.thread, Message.Kind.TEXT, text, [], by=me, signature=str(me), once=form.cleaned_data["once"])
