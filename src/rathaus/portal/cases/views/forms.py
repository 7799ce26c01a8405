"""The forms about a case: ask, remind, note, assign, close, take up again; and what needs a button only."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from rathaus.foundation.accounts.audience import SignedIn, audience
from rathaus.foundation.offices.audience import CLERK
from rathaus.portal.cases import actions, rules
from rathaus.portal.cases.change import Stale
from rathaus.portal.cases.forms.desk import AskForm, AssignForm, CaseForm, CloseForm, NoteForm, RemindForm, ReopenForm
from rathaus.portal.cases.models import Case
from rathaus.portal.cases.views.finding import case_at_desk
from rathaus.portal.cases.views.panels import Panel, run, seen
from rathaus.portal.cases.workflow import State

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _ask(case: Case, form: CaseForm, seen: int) -> None:
    typed = form.cleaned_data
    if typed["needs_answer"]:
        actions.ask(case, typed["text"], typed["deadline"], by=form.by, seen=seen)
    else:
        actions.write(case, typed["text"], by=form.by, seen=seen)


ASK = Panel(
    title=gettext_lazy("Rückfrage stellen"),
    button=gettext_lazy("Nachricht senden"),
    done=gettext_lazy("Ihre Nachricht ist abgeschickt."),
    form=AskForm,
    may=rules.may_ask,
    act=_ask,
)
REMIND = Panel(
    title=gettext_lazy("An die Rückfrage erinnern"),
    button=gettext_lazy("Erinnerung senden"),
    done=gettext_lazy("Die Erinnerung ist abgeschickt."),
    form=RemindForm,
    may=rules.may_remind,
    act=lambda case, form, seen: actions.remind(case, form.cleaned_data["deadline"], by=form.by, seen=seen),
)
NOTE = Panel(
    title=gettext_lazy("Notiz hinzufügen"),
    button=gettext_lazy("Notiz speichern"),
    done=gettext_lazy("Die Notiz ist gespeichert."),
    form=NoteForm,
    may=rules.may_note,
    act=lambda case, form, seen: actions.note(case, form.cleaned_data["text"], by=form.by, seen=seen),
)
ASSIGN = Panel(
    title=gettext_lazy("Vorgang weitergeben"),
    button=gettext_lazy("Weitergeben"),
    done=gettext_lazy("Der Vorgang ist weitergegeben."),
    form=AssignForm,
    may=rules.may_assign,
    act=lambda case, form, seen: actions.assign(case, form.cleaned_data["to"], by=form.by, seen=seen),
)
CLOSE = Panel(
    title=gettext_lazy("Ohne Bescheid abschließen"),
    button=gettext_lazy("Vorgang abschließen"),
    done=gettext_lazy("Der Vorgang ist abgeschlossen."),
    form=CloseForm,
    may=lambda person, case: rules.may_close(person, case) and case.state == State.WORK,
    act=lambda case, form, seen: actions.close(case, form.cleaned_data["text"], by=form.by, seen=seen),
)
REOPEN = Panel(
    title=gettext_lazy("Vorgang wieder aufnehmen"),
    button=gettext_lazy("Wieder aufnehmen"),
    done=gettext_lazy("Der Vorgang ist wieder in Arbeit."),
    form=ReopenForm,
    may=rules.may_reopen,
    act=lambda case, form, seen: actions.reopen(case, form.cleaned_data["text"], by=form.by, seen=seen),
)


def _panel_view(panel: Panel) -> Callable[[SignedIn, str], HttpResponse]:
    @audience(CLERK)
    def view(request: SignedIn, reference: str) -> HttpResponse:
        return run(request, reference, panel)

    return view


ask, remind, note = _panel_view(ASK), _panel_view(REMIND), _panel_view(NOTE)
assign, close, reopen = _panel_view(ASSIGN), _panel_view(CLOSE), _panel_view(REOPEN)


def _button_view(act: Callable[..., Any], done: "StrOrPromise") -> Callable[[SignedIn, str], HttpResponse]:
    @audience(CLERK)
    @require_POST
    def view(request: SignedIn, reference: str) -> HttpResponse:
        case = case_at_desk(request, reference)
        try:
            act(case, by=request.user, seen=seen(request, case))
            messages.success(request, done)
        except (Stale, PermissionDenied):
            messages.warning(
                request, _("Eine Kollegin oder ein Kollege war schneller. Bitte sehen Sie nach, was sich geändert hat.")
            )
        return redirect(case.desk_url)

    return view


take = _button_view(actions.take, gettext_lazy("Der Vorgang gehört jetzt Ihnen."))
release = _button_view(actions.release, gettext_lazy("Der Vorgang ist wieder frei."))
withdraw = _button_view(actions.withdraw, gettext_lazy("Die Rückfrage ist zurückgezogen, die Frist läuft wieder."))
put_away = _button_view(actions.close, gettext_lazy("Der Vorgang ist abgeschlossen."))
