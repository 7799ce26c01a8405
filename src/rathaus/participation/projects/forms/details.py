"""Starting a project, and putting right what is said of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.design.fields import Line, Lines
from rathaus.foundation.offices.models import Office
from rathaus.lib.text import whole_number
from rathaus.participation.ideas.content import participation
from rathaus.participation.ideas.models import Idea
from rathaus.participation.projects.actions import Details, NewProject
from rathaus.participation.projects.models import Budget, Project
from rathaus.participation.projects.workflow import accepted

MOST_IDEAS = 20
LONGEST_NUMBER = 9
COLUMNS = ("title", "goals", "field", "office", "partner", "contact", "budget")


class DetailsForm(forms.Form):
    """What is said publicly of a project."""

    title = Line(label=_("Titel"), longest=120)
    goals = Lines(label=_("Was soll erreicht werden?"), longest=4000)
    field = forms.ChoiceField(label=_("Handlungsfeld"))
    office = forms.ModelChoiceField(
        Office.objects.order_by("name"),
        label=_("Dienststelle, die das Projekt trägt"),
        required=False,
        empty_label=_("keine Dienststelle"),
        error_messages={"invalid_choice": _("Bitte wählen Sie eine Dienststelle aus der Liste.")},
    )
    partner = Line(
        label=_("Partner"),
        longest=120,
        required=False,
        help_text=_("Organisation, die mitträgt oder das Projekt allein umsetzt."),
    )
    contact = Line(
        label=_("Kontakt"),
        longest=200,
        required=False,
        help_text=_("Stelle, Telefon oder Funktionspostfach. Bitte keinen Namen einer Person."),
    )
    budget = forms.ChoiceField(label=_("Kosten, ungefähr"), choices=Budget.choices, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields = [(each.slug, str(each)) for each in participation().fields.values()]
        self.fields["field"].choices = fields  # type: ignore[attr-defined]

    def clean(self) -> None:
        owner = self.cleaned_data
        if not self.errors and not owner.get("office") and not owner.get("partner"):
            self.add_error(
                "office", _("Bitte nennen Sie, wer das Projekt trägt: eine Dienststelle oder einen Partner.")
            )

    @property
    def details(self) -> Details:
        return Details(**{name: self.cleaned_data[name] for name in COLUMNS})


class StartForm(DetailsForm):
    """A new project out of accepted ideas."""

    ideas = Line(
        label=_("Nummern der Ideen"), longest=200, help_text=_("Angenommene Ideen, mit Komma getrennt: 17, 23")
    )
    preparing = forms.BooleanField(label=_("Das Projekt wird erst vorbereitet"), required=False)
    field_order = ("ideas",)

    def clean_ideas(self) -> list[Idea]:
        """The ideas of these numbers, each of which may become a project."""
        words = self.cleaned_data["ideas"].replace(";", ",").replace(",", " ").split()
        numbers = {int(word) for word in words if word.isascii() and word.isdigit() and len(word) <= LONGEST_NUMBER}
        if len(numbers) != len(set(words)) or len(numbers) > MOST_IDEAS:
            raise forms.ValidationError(_("Bitte schreiben Sie die Nummern so: 17, 23. Möglich sind bis zu 20."))
        found = list(Idea.objects.public().filter(number__in=numbers, state__in=accepted()))
        missing = sorted(numbers - {idea.number for idea in found})
        if missing:
            raise forms.ValidationError(
                _("Diese Nummern gehören zu keiner Idee, die angenommen ist: %(numbers)s."),
                params={"numbers": ", ".join(map(str, missing))},
            )
        return found

    @property
    def new(self) -> NewProject:
        columns = {name: self.cleaned_data[name] for name in COLUMNS}
        return NewProject(**columns, preparing=self.cleaned_data["preparing"])


def said_of(project: Project) -> dict[str, Any]:
    """The initial values of a ``DetailsForm``."""
    return {name: getattr(project, name) for name in COLUMNS}


def said_of_idea(number: str) -> dict[str, Any]:
    """The initial values of a ``StartForm`` that was opened from an idea."""
    known = whole_number(number)
    idea = Idea.objects.public().filter(number=known).first() if known is not None else None
    return {"ideas": str(idea.number), "title": idea.title, "field": idea.field} if idea else {}
