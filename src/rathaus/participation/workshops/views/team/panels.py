"""Pages with one form that changes a workshop: a row of ``PANELS`` each, one view for all."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rathaus.foundation.accounts.audience import SignedIn, audience
from rathaus.foundation.accounts.models import Person
from rathaus.participation.ideas.team import TEAM
from rathaus.participation.workshops import actions
from rathaus.participation.workshops.actions import DrawRefused, NotOpen, Source, TooManySeated
from rathaus.participation.workshops.forms import desk
from rathaus.participation.workshops.models import Group, Workshop
from rathaus.participation.workshops.story import story_of
from rathaus.participation.workshops.tables import TooFewSeats
from rathaus.participation.workshops.views.finding import workshop_of

Act = Callable[[Workshop, dict[str, Any], Person], object]


@dataclass(frozen=True)
class Panel:
    """A page: ``make`` the form from what was typed (or None), ``act`` on it."""

    title: str | Promise
    button: str | Promise
    done: str | Promise
    make: Callable[[Workshop, Any], forms.Form]
    act: Act
    hint: str | Promise = ""


REFUSED = {
    "committed": gettext_lazy("Der Startwert steht schon fest, oder die Liste ist schon versiegelt."),
    "not_planned": gettext_lazy("Der Startwert muss feststehen, bevor sich jemand anmelden kann."),
    "too_early": gettext_lazy("Die Zahlen müssen nach dem Anmeldeschluss bekannt werden, und nicht schon jetzt."),
    "not_frozen": gettext_lazy("Die Liste ist noch nicht versiegelt."),
    "not_known": gettext_lazy("Die Zahlen sind noch nicht bekannt."),
    "drawn": gettext_lazy("Es ist schon ausgelost."),
    "late": gettext_lazy("Die Liste wurde zu spät versiegelt: Die Zahlen waren schon bekannt."),
}


@audience(TEAM)
def panel(request: SignedIn, slug: str, name: str) -> HttpResponse:
    """The form, and after it the workshop's page."""
    workshop, shown = workshop_of(slug), PANELS[name]
    form = shown.make(workshop, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and _acted(shown, workshop, form, request.user):
        messages.success(request, str(shown.done))
        return redirect(workshop.team_url)
    return show_form(request, form, str(shown.title), str(shown.button), hint=str(shown.hint), workshop=workshop)


def show_form(
    request: HttpRequest, form: forms.Form, title: str, button: str, *, hint: str = "", workshop: Workshop | None = None
) -> HttpResponse:
    """The page of a form, with what is wrong with it."""
    context = {"section": "workshops", "title": title, "button": button, "hint": hint} | {"form": form}
    status = 422 if form.errors else 200
    return render(request, "workshops/desk/form.html", context | {"workshop": workshop}, status=status)


def _acted(shown: Panel, workshop: Workshop, form: forms.Form, by: Person) -> bool:
    """Whether it was done; what kept it from being done is said at the form."""
    try:
        shown.act(workshop, form.cleaned_data, by)
    except DrawRefused as refused:
        form.add_error(None, ValidationError(str(REFUSED[refused.code])))
    except TooManySeated as seated:
        seats = _("So viele Plätze sind schon vergeben, weniger geht nicht.")
        form.add_error(f"seats_{Group(seated.group)}", ValidationError(seats))
    except NotOpen:
        form.add_error(None, ValidationError(_("Das geht bei diesem Workshop nicht mehr.")))
    except TooFewSeats:
        few = _("Die Tische haben zu wenige Plätze. Es braucht mindestens zwei Tische.")
        form.add_error(None, ValidationError(few))
    return not form.errors


def _source(typed: dict[str, Any]) -> Source | None:
    return Source(typed["source"], typed["numbers"], typed["known_at"]) if "source" in typed else None


def _move(workshop: Workshop, typed: dict[str, Any], by: Person) -> object:
    return actions.move_workshop(workshop, **typed, by=by)


def _extend(workshop: Workshop, typed: dict[str, Any], by: Person) -> object:
    return actions.extend_registration(workshop, typed["register_by"], source=_source(typed), by=by)


def _commit(workshop: Workshop, typed: dict[str, Any], by: Person) -> object:
    return actions.commit_seed(workshop, Source(typed["source"], typed["numbers"], typed["known_at"]), by=by)


def _value_form(workshop: Workshop, typed: Any) -> forms.Form:
    story = story_of(workshop)
    return desk.ValueForm(typed, numbers=story.announced.numbers if story else 1)


def _tables_form(workshop: Workshop, typed: Any) -> forms.Form:
    tables = list(workshop.tables.all())
    seats = tables[0].seats if tables else 10
    return desk.TablesForm(typed, initial={"themes": "\n".join(map(str, tables)), "seats": seats})


def _move_form(workshop: Workshop, typed: Any) -> forms.Form:
    said = {name: getattr(workshop, name) for name in desk.WhenForm.base_fields}
    return desk.MoveForm(typed, workshop=workshop, initial=said)


def _confirm(_workshop: Workshop, typed: Any) -> forms.Form:
    """Nothing to fill in: a page to read before the button is pressed."""
    return forms.Form(typed)


PANELS = {
    "open": Panel(
        gettext_lazy("Anmeldung öffnen"),
        gettext_lazy("Anmeldung öffnen"),
        gettext_lazy("Die Anmeldung ist offen."),
        _confirm,
        lambda workshop, _typed, by: actions.open_registration(workshop, by=by),
        gettext_lazy(
            "Ab dann kann sich jeder anmelden, bis zum Anmeldeschluss. Eine Auslosung lässt sich danach nicht mehr "
            "vorbereiten."
        ),
    ),
    "held": Panel(
        gettext_lazy("Hat stattgefunden"),
        gettext_lazy("Hat stattgefunden"),
        gettext_lazy("Eingetragen. Jetzt können Sie den Workshop dokumentieren."),
        _confirm,
        lambda workshop, _typed, by: actions.mark_held(workshop, by=by),
        gettext_lazy(
            "Am Ende des Workshops geschieht das von selbst. Danach kann sich niemand mehr anmelden, und es lässt sich "
            "nicht zurücknehmen."
        ),
    ),
    "allocate": Panel(
        gettext_lazy("Tische verteilen"),
        gettext_lazy("Tische verteilen"),
        gettext_lazy("Die Tische sind verteilt."),
        lambda _workshop, typed: desk.AllocateForm(typed),
        lambda workshop, typed, by: actions.allocate_tables(workshop, only_present=typed["anwesend"], by=by),
        gettext_lazy(
            "Alle, die einen Platz haben, bekommen zwei Tische und eine Nachricht. Wer schon Tische hat, sitzt danach "
            "anders."
        ),
    ),
    "about": Panel(
        gettext_lazy("Angaben ändern"),
        gettext_lazy("Speichern"),
        gettext_lazy("Gespeichert."),
        lambda workshop, typed: desk.AboutForm(typed, initial=desk.AboutForm.of(workshop)),
        lambda workshop, typed, by: actions.change_workshop(workshop, **typed, by=by),
    ),
    "tables": Panel(
        gettext_lazy("Tische"),
        gettext_lazy("Speichern"),
        gettext_lazy("Die Tische sind gespeichert."),
        _tables_form,
        lambda workshop, typed, by: actions.set_tables(workshop, typed["themes"], seats=typed["seats"], by=by),
    ),
    "move": Panel(
        gettext_lazy("Verlegen"),
        gettext_lazy("Verlegen und alle benachrichtigen"),
        gettext_lazy("Verlegt. Alle, die sich angemeldet haben, bekommen eine Nachricht."),
        _move_form,
        _move,
    ),
    "cancel": Panel(
        gettext_lazy("Absagen"),
        gettext_lazy("Absagen und alle benachrichtigen"),
        gettext_lazy("Abgesagt. Alle, die sich angemeldet haben, bekommen eine Nachricht."),
        lambda _workshop, typed: desk.CancelForm(typed),
        lambda workshop, typed, by: actions.cancel_workshop(workshop, reason=typed["reason"], by=by),
        gettext_lazy("Eine Absage lässt sich nicht zurücknehmen."),
    ),
    "extend": Panel(
        gettext_lazy("Anmeldeschluss verlängern"),
        gettext_lazy("Verlängern"),
        gettext_lazy("Der Anmeldeschluss ist verlängert."),
        lambda workshop, typed: desk.ExtendForm(typed, workshop=workshop),
        _extend,
    ),
    "commit": Panel(
        gettext_lazy("Auslosung vorbereiten"),
        gettext_lazy("Startwert erzeugen und Prüfsumme veröffentlichen"),
        gettext_lazy("Die Prüfsumme steht auf der Seite des Workshops."),
        lambda _workshop, typed: desk.SourceForm(typed, initial={"numbers": 6}),
        _commit,
        gettext_lazy(
            "Der Startwert bleibt geheim, auch vor Ihnen, bis die Zahlen feststehen. Beides lässt sich danach nicht "
            "mehr ändern."
        ),
    ),
    "draw": Panel(
        gettext_lazy("Auslosen"),
        gettext_lazy("Auslosen und alle benachrichtigen"),
        gettext_lazy("Ausgelost. Alle bekommen eine Nachricht."),
        _value_form,
        lambda workshop, typed, by: actions.draw_lots(workshop, typed["value"], link=typed["link"], by=by),
        gettext_lazy("Das Ergebnis lässt sich nicht mehr ändern, und jeder kann es nachrechnen."),
    ),
    "document": Panel(
        gettext_lazy("Dokumentieren"),
        gettext_lazy("Veröffentlichen"),
        gettext_lazy("Die Dokumentation ist öffentlich."),
        lambda workshop, typed: desk.DocumentForm(
            typed, initial={"documentation": workshop.documentation, "participants": workshop.participants}
        ),
        lambda workshop, typed, by: actions.document_workshop(workshop, **typed, by=by),
    ),
}
