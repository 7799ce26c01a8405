"""What the team types."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from rathaus.foundation.design.fields import Moment
from rathaus.participation.ideas.content import participation
from rathaus.participation.workshops.draw import NotAValue, public_value
from rathaus.participation.workshops.forms.fields import Lines, Plain
from rathaus.participation.workshops.models import Commitment, Series, Workshop

RESERVED = {"platz", "neu", "reihe"}
"""Words of our own addresses."""
NEAR = {"years_back": 10, "years_ahead": 10}
"""Workshops of earlier series are written down, too."""


def _slug(label: Any) -> forms.SlugField:
    return forms.SlugField(
        label=label,
        max_length=60,
        help_text=gettext_lazy("Kleine Buchstaben, Ziffern und Bindestriche: e-government-2027"),
        error_messages={
            "required": gettext_lazy("Bitte nennen Sie eine Adresse."),
            "invalid": gettext_lazy("Nur Buchstaben ohne Umlaute, Ziffern und Bindestriche."),
            "max_length": gettext_lazy("Die Adresse ist zu lang."),
        },
    )


def _number(label: Any, most: int, least: int = 0) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        error_messages={
            "required": gettext_lazy("Bitte geben Sie eine Zahl ein."),
            "invalid": gettext_lazy("Bitte geben Sie eine Zahl ein."),
            "min_value": gettext_lazy("Mindestens %(limit_value)s."),
            "max_value": gettext_lazy("Höchstens %(limit_value)s."),
        },
    )


class LetterForm(forms.Form):
    """What the team writes to one person. ``once`` makes a form that is sent twice count once."""

    text = Lines(label=gettext_lazy("Nachricht"), max_length=5000)
    once = forms.CharField(widget=forms.HiddenInput, initial=uuid4, max_length=36)


class SeriesForm(forms.Form):
    """A new series."""

    title = Plain(label=gettext_lazy("Name der Reihe"), max_length=120)
    slug = _slug(gettext_lazy("Adresse"))
    year = _number(gettext_lazy("Jahr"), most=2100, least=2000)
    about = Lines(label=gettext_lazy("Worum geht es?"), max_length=4000, required=False)

    def clean_slug(self) -> str:
        return _free(Series, self.cleaned_data["slug"])


class AboutForm(forms.Form):
    """What is said of a workshop, and its quotas."""

    title = Plain(label=gettext_lazy("Titel"), max_length=120)
    field = forms.ChoiceField(label=gettext_lazy("Handlungsfeld"))
    about = Lines(label=gettext_lazy("Worum geht es?"), max_length=4000, required=False)
    programme = Lines(
        label=gettext_lazy("Programm"),
        help_text=gettext_lazy("Eine Zeile je Punkt: 16:00 Begrüßung"),
        max_length=4000,
        required=False,
    )
    leaders = Lines(
        label=pgettext_lazy("workshop", "Leitung"),
        help_text=gettext_lazy(
            "Eine Zeile je Person: Stadt Duisburg: Digitaldezernent Muster. Nur, wer öffentlich ist."
        ),
        rows=3,
        max_length=600,
        required=False,
    )
    facilitator = Plain(label=gettext_lazy("Moderation"), max_length=200, required=False)
    seats_citizens = _number(gettext_lazy("Plätze für Bürgerinnen und Bürger"), most=2000)
    seats_business = _number(gettext_lazy("Plätze für die Wirtschaft"), most=2000)
    seats_administration = _number(gettext_lazy("Plätze für die Verwaltung"), most=2000)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields = self.fields["field"]
        assert isinstance(fields, forms.ChoiceField)
        fields.choices = [(slug, str(field)) for slug, field in participation().fields.items()]

    @classmethod
    def of(cls, workshop: Workshop) -> dict[str, Any]:
        """What is said so far."""
        return {name: getattr(workshop, name) for name in cls.base_fields}


class WhenForm(forms.Form):
    """When and where."""

    starts_at = Moment(**NEAR, label=gettext_lazy("Beginn"))
    ends_at = Moment(**NEAR, label=gettext_lazy("Ende"))
    place = Plain(label=pgettext_lazy("venue", "Ort"), max_length=200, required=False)
    online_link = forms.URLField(
        label=gettext_lazy("Adresse der Videokonferenz"),
        help_text=gettext_lazy("Nur wer einen Platz hat, sieht sie."),
        max_length=300,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": gettext_lazy("Das ist keine Internetadresse.")},
    )

    def clean(self) -> None:
        start, end = self.cleaned_data.get("starts_at"), self.cleaned_data.get("ends_at")
        if start and end and end <= start:
            self.add_error("ends_at", ValidationError(_("Das Ende liegt vor dem Beginn."), code="order"))


class NewForm(WhenForm, AboutForm):
    """A new workshop."""

    series = forms.ModelChoiceField(
        Series.objects.all(),
        label=gettext_lazy("Reihe"),
        empty_label=gettext_lazy("bitte wählen"),
        error_messages={"required": gettext_lazy("Bitte wählen Sie eine Reihe.")},
    )
    number = _number(gettext_lazy("Nummer in der Reihe"), most=100, least=1)
    slug = _slug(gettext_lazy("Adresse"))
    register_by = Moment(**NEAR, label=gettext_lazy("Anmeldeschluss"))
    field_order = ["series", "number", "title", "slug", "field", "starts_at", "ends_at", "register_by", "place"]

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        if slug in RESERVED:
            raise ValidationError(_("Diese Adresse brauchen wir selbst."), code="reserved")
        return _free(Workshop, slug)

    def clean(self) -> None:
        super().clean()
        typed = self.cleaned_data
        _check_deadline(self, typed.get("register_by"), typed.get("starts_at"))
        if typed.get("series") and typed["series"].workshops.filter(number=typed.get("number")).exists():
            self.add_error("number", ValidationError(_("Diese Nummer hat schon ein anderer Workshop."), code="taken"))


class TablesForm(forms.Form):
    """The themes, one table a line."""

    themes = Lines(
        label=gettext_lazy("Themen der Tische"),
        help_text=gettext_lazy("Eine Zeile je Tisch. Wünsche für Tische, die wegfallen, gehen verloren."),
        rows=8,
        max_length=3000,
    )
    seats = _number(gettext_lazy("Plätze je Tisch"), most=200, least=1)

    def clean_themes(self) -> list[str]:
        themes = [line.strip() for line in self.cleaned_data["themes"].splitlines() if line.strip()]
        if len(themes) > 40 or any(len(theme) > 120 for theme in themes):
            raise ValidationError(_("Höchstens 40 Tische, jedes Thema höchstens 120 Zeichen."), code="long")
        return themes


class MoveForm(WhenForm):
    """Another time or place, and why."""

    reason = Plain(label=gettext_lazy("Warum? Alle können es lesen."), max_length=300, required=False)

    def __init__(self, *args: Any, workshop: Workshop, **options: Any) -> None:
        super().__init__(*args, **options)
        self.workshop = workshop

    def clean(self) -> None:
        super().clean()
        start = self.cleaned_data.get("starts_at")
        if start and start < self.workshop.register_by:
            early = _("Der Beginn liegt vor dem Anmeldeschluss.")
            self.add_error("starts_at", ValidationError(early, code="early"))


class AllocateForm(forms.Form):
    anwesend = forms.BooleanField(label=gettext_lazy("Nur an Anwesende verteilen, ohne Nachricht"), required=False)


class CancelForm(forms.Form):
    reason = Plain(label=gettext_lazy("Warum? Alle können es lesen."), max_length=300)


class SourceForm(forms.Form):
    """The public value that nobody knows yet."""

    source = Plain(
        label=gettext_lazy("Welche öffentlichen Zahlen?"),
        help_text=gettext_lazy(
            "Zum Beispiel: Lotto 6 aus 49, Ziehung am Samstag, 12. Dezember 2026, die sechs Gewinnzahlen"
        ),
        max_length=200,
    )
    numbers = _number(gettext_lazy("Wie viele Zahlen sind es?"), most=20, least=1)
    known_at = Moment(
        **NEAR, label=gettext_lazy("Wann werden sie bekannt?"), help_text=gettext_lazy("Nach dem Anmeldeschluss.")
    )


class ExtendForm(SourceForm):
    """A later deadline; with a draw, later numbers too."""

    register_by = Moment(**NEAR, label=gettext_lazy("Neuer Anmeldeschluss"))
    field_order = ["register_by"]

    def __init__(self, *args: Any, workshop: Workshop, **options: Any) -> None:
        super().__init__(*args, **options)
        self.workshop = workshop
        if not Commitment.objects.filter(workshop=workshop).exists():
            for name in SourceForm.base_fields:
                del self.fields[name]

    def clean_register_by(self) -> Any:
        typed = self.cleaned_data["register_by"]
        if typed <= self.workshop.register_by or typed <= timezone.now():
            raise ValidationError(_("Der neue Anmeldeschluss muss später sein als der alte."), code="early")
        _check_deadline(self, typed, self.workshop.starts_at)
        return typed


class ValueForm(forms.Form):
    """The public value, once everyone can know it."""

    value = Plain(label=gettext_lazy("Die Zahlen"), max_length=200)
    link = forms.URLField(
        label=gettext_lazy("Wo kann man sie nachlesen?"),
        max_length=300,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": gettext_lazy("Das ist keine Internetadresse.")},
    )

    def __init__(self, *args: Any, numbers: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.numbers = numbers

    def clean_value(self) -> str:
        try:
            return public_value(self.cleaned_data["value"], self.numbers)
        except NotAValue as error:
            wrong = _("Bitte geben Sie genau %(count)s Zahlen ein, mit Leerzeichen oder Komma dazwischen.")
            raise ValidationError(wrong % {"count": self.numbers}, code="value") from error


class DocumentForm(forms.Form):
    """What became of it."""

    documentation = Lines(
        label=gettext_lazy("Was daraus wurde"),
        help_text=gettext_lazy("Leere Zeilen trennen Absätze."),
        rows=12,
        max_length=20000,
    )
    participants = Lines(
        label=gettext_lazy("Wer da war"),
        help_text=gettext_lazy("Nur, wo nicht hier gezählt wurde: mehr als 55 Personen"),
        rows=2,
        max_length=600,
        required=False,
    )


def _free(model: type[Series] | type[Workshop], slug: str) -> str:
    if model.objects.filter(slug=slug).exists():
        raise ValidationError(_("Diese Adresse ist schon vergeben."), code="taken")
    return slug


def _check_deadline(form: forms.Form, register_by: Any, starts_at: Any) -> None:
    if register_by and starts_at and register_by > starts_at:
        late = _("Der Anmeldeschluss liegt nach dem Beginn.")
        form.add_error("register_by", ValidationError(late, code="late"))
