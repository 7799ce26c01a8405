"""The forms about an idea: how each works, and what happens when a colleague was faster."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rathaus.foundation.accounts.audience import SignedIn, audience
from rathaus.foundation.accounts.models import Person
from rathaus.lib.text import whole_number
from rathaus.participation.ideas import actions
from rathaus.participation.ideas.change import Impossible, Stale, taken_up
from rathaus.participation.ideas.forms import team as forms
from rathaus.participation.ideas.letters import letters_of
from rathaus.participation.ideas.models import Idea, Visibility
from rathaus.participation.ideas.team import TEAM
from rathaus.participation.ideas.views.team.finding import desk_url, idea_at_desk, seen

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LIVING = (Visibility.WAITING, Visibility.PUBLIC)


@dataclass(frozen=True)
class Panel:
    """A form with its page: what it does with idea and what was typed, and for ideas of which visibility it is."""

    title: "StrOrPromise"
    button: "StrOrPromise"
    done: "StrOrPromise"
    form: type[forms.IdeaForm]
    act: Callable[[Idea, dict[str, Any], Person, datetime | None], Any]
    where: tuple[str, ...] = LIVING
    template: str = "ideas/team/panel.html"
    to_author: bool = False
    """It needs an author with an account."""

    def fits(self, idea: Idea) -> bool:
        """Whether it makes sense for ``idea`` as it is now."""
        return idea.visibility in self.where and not (self.to_author and idea.author_id is None)


def _answer(idea: Idea, typed: dict[str, Any], by: Person, seen: datetime | None) -> None:
    actions.answer(idea, typed["text"], signed=typed["signed"], by=by, seen=seen)


@transaction.atomic
def _station(idea: Idea, typed: dict[str, Any], by: Person, seen: datetime | None) -> None:
    actions.add_station(taken_up(idea, by, seen=seen), by=by, **typed)


def _edit(idea: Idea, typed: dict[str, Any], by: Person, seen: datetime | None) -> None:
    reason, forget = typed.pop("reason"), typed.pop("forget")
    actions.edit(idea, actions.Wording(**typed), reason, forget=forget, by=by, seen=seen)


PANELS = {
    "antworten": Panel(
        title=gettext_lazy("Offizielle Antwort"),
        button=gettext_lazy("Antwort veröffentlichen"),
        done=gettext_lazy("Die Antwort steht auf der Seite der Idee. Alle, die ihr folgen, erfahren es."),
        form=forms.AnswerForm,
        act=_answer,
        where=(Visibility.PUBLIC,),
    ),
    "station": Panel(
        title=gettext_lazy("Nächste Station"),
        button=gettext_lazy("Station eintragen"),
        done=gettext_lazy("Die Station ist eingetragen. Alle, die der Idee folgen, erfahren es."),
        form=forms.StationForm,
        act=_station,
    ),
    "aendern": Panel(
        title=gettext_lazy("Text ändern"),
        button=gettext_lazy("Änderung speichern"),
        done=gettext_lazy("Der Text ist geändert."),
        form=forms.EditForm,
        act=_edit,
        where=(*LIVING, Visibility.HIDDEN),
    ),
    "zusammenfuehren": Panel(
        title=gettext_lazy("Zusammenführen"),
        button=gettext_lazy("Ideen zusammenführen"),
        done=gettext_lazy("Die Ideen sind zusammengeführt. Alle, die es betrifft, erfahren es."),
        form=forms.MergeForm,
        act=lambda idea, typed, by, seen: actions.merge(idea, typed["number"], by=by, seen=seen),
        template="ideas/team/merge.html",
    ),
    "teilen": Panel(
        title=gettext_lazy("In zwei Ideen teilen"),
        button=gettext_lazy("Idee teilen"),
        done=gettext_lazy("Aus der Idee sind zwei geworden. Alle, die ihr folgen, erfahren es."),
        form=forms.SplitForm,
        act=lambda idea, typed, by, seen: actions.split(idea, **typed, by=by, seen=seen),
        where=(Visibility.PUBLIC,),
    ),
    "verbergen": Panel(
        title=gettext_lazy("Verbergen"),
        button=gettext_lazy("Idee verbergen"),
        done=gettext_lazy("Die Idee ist verborgen. Die Autorin oder der Autor erfährt es und kann widersprechen."),
        form=forms.ReasonForm,
        act=lambda idea, typed, by, seen: actions.hide(idea, typed["reason"], by=by, seen=seen),
    ),
    "zeigen": Panel(
        title=gettext_lazy("Wieder zeigen"),
        button=gettext_lazy("Idee wieder zeigen"),
        done=gettext_lazy("Die Idee ist wieder öffentlich."),
        form=forms.ShowForm,
        act=lambda idea, typed, by, seen: actions.show(idea, reason=typed["reason"], by=by, seen=seen),
        where=(Visibility.HIDDEN,),
    ),
    "schreiben": Panel(
        title=gettext_lazy("An die Autorin oder den Autor schreiben"),
        button=gettext_lazy("Nachricht senden"),
        done=gettext_lazy("Die Nachricht liegt im Postfach der Autorin oder des Autors."),
        form=forms.LetterForm,
        act=lambda idea, typed, by, _seen: actions.write_author(idea, typed["text"], once=typed["once"], by=by),
        where=tuple(Visibility),
        template="ideas/team/write.html",
        to_author=True,
    ),
}


@audience(TEAM)
def panel(request: SignedIn, number: int, name: str) -> HttpResponse:
    """The page of ``PANELS[name]``; on POST its action. What was typed is kept, whatever comes between."""
    chosen, idea = PANELS[name], idea_at_desk(request, number)
    if request.method != "POST":
        return _page(request, chosen, _unbound(request, chosen, idea)) if chosen.fits(idea) else _unfit(request, idea)
    form = chosen.form(request.POST, idea=idea)
    if not form.is_valid():
        return _page(request, chosen, form, status=422)
    try:
        chosen.act(idea, form.cleaned_data, request.user, seen(request))
    except Stale as stale:
        return _page(request, chosen, form, stale=stale.idea, status=409)
    except Impossible as why:
        form.add_error(None, str(why))
        return _page(request, chosen, form, status=409)
    messages.success(request, chosen.done)
    return redirect(desk_url(idea))


def _unbound(request: SignedIn, chosen: Panel, idea: Idea) -> forms.IdeaForm:
    form = chosen.form(idea=idea)
    if other := whole_number(request.GET.get("mit", "")):
        form.initial["number"] = other
    return form


def _unfit(request: SignedIn, idea: Idea) -> HttpResponse:
    messages.warning(request, _("Das geht bei dieser Idee gerade nicht."))
    return redirect(desk_url(idea))


def _page(
    request: SignedIn, chosen: Panel, form: forms.IdeaForm, *, stale: Idea | None = None, status: int = 200
) -> HttpResponse:
    idea = stale or form.idea
    looked_at = idea.changed_at if stale else seen(request) or idea.changed_at
    context = {
        "section": "ideas",
        "idea": idea,
        "panel": chosen,
        "here": chosen.title,
        "form": form,
        "seen": looked_at.isoformat(),
        "stale": stale,
        "letters": letters_of(idea) if chosen.to_author else [],
        "other": Idea.objects.public().filter(number=form.initial.get("number") or 0).first(),
    }
    return render(request, chosen.template, context, status=status)
