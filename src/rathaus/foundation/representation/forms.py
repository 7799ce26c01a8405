"""What is typed to give, accept or found something."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.design.fields import Day
from rathaus.foundation.representation.actions.families import last_day_as_minor
from rathaus.foundation.representation.actions.mandates import Terms
from rathaus.foundation.representation.models import Mandate
from rathaus.foundation.representation.scopes import scopes_of
from rathaus.lib.dates import add_months
from rathaus.lib.text import clean

LONGEST_MONTHS = 24
EVERYTHING = "alles"
_SERVICE, _CASE = "service", "reference"
_FILL_IN = _("Bitte füllen Sie dieses Feld aus.")


class Line(forms.CharField):
    """One line of plain text."""

    default_error_messages = {"required": _FILL_IN}

    def to_python(self, value: Any) -> str:
        return " ".join(clean(super().to_python(value) or "").split())


class GiveForm(forms.Form):
    """To whom (a free label, no search for accounts), for what, how far, how long."""

    label = Line(
        label=_("Wem geben Sie die Vollmacht?"),
        help_text=_("So nennen wir die Person in Ihrer Liste, zum Beispiel: Bernd, mein Nachbar."),
        max_length=80,
    )
    scope = forms.ChoiceField(
        label=_("Wofür?"), error_messages={"invalid_choice": _("Bitte wählen Sie aus der Liste.")}
    )
    power = forms.ChoiceField(
        label=_("Was darf die Person?"),
        choices=Mandate.Power,
        initial=Mandate.Power.READ,
        help_text=_("Handeln heißt: Anträge ausfüllen und abschicken, Nachrichten öffnen und beantworten."),
    )
    until = Day(label=_("Bis wann?"), help_text=_("Der letzte Tag, höchstens in zwei Jahren."))

    def __init__(self, *args: Any, principal: Person, **options: Any) -> None:
        super().__init__(*args, **options)
        self.about = _named(principal)
        groups = [
            (EVERYTHING, _("Alles: jede Leistung und jeder Vorgang")),
            (_("Nur eine Leistung"), [(k, v) for k, v in self.about.items() if k.startswith(_SERVICE)]),
            (_("Nur ein Vorgang"), [(k, v) for k, v in self.about.items() if k.startswith(_CASE)]),
        ]
        self.fields["scope"].choices = [group for group in groups if group[1]]  # type: ignore[attr-defined]
        latest = _latest()
        self.fields["until"].widget.attrs |= {"min": timezone.localdate().isoformat(), "max": latest.isoformat()}

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until < timezone.localdate():
            raise ValidationError(_("Der Tag ist schon vorbei."))
        if until > _latest():
            raise ValidationError(_("Das ist zu lang: höchstens zwei Jahre. Danach können Sie verlängern."))
        return until

    @property
    def terms(self) -> Terms:
        """What a valid form gives."""
        kind, _colon, name = self.cleaned_data["scope"].partition(":")
        scope = {} if kind == EVERYTHING else {kind: name, "about": self.about[self.cleaned_data["scope"]][:240]}
        return Terms(power=self.cleaned_data["power"], until=self.cleaned_data["until"], **scope)


class CodeForm(forms.Form):
    """The code somebody was given."""

    code = Line(
        label=_("Code"),
        help_text=_("16 Zeichen, zum Beispiel Q7RM‑31ZT‑9KHD‑4VXA. Groß oder klein ist gleich."),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class ChildForm(forms.Form):
    """A child, as its parent declares it."""

    name = Line(label=_("Vor- und Nachname des Kindes"), max_length=120)
    born_on = Day(label=_("Geburtsdatum"))

    def clean_born_on(self) -> date:
        born_on: date = self.cleaned_data["born_on"]
        if born_on > timezone.localdate():
            raise ValidationError(_("Der Tag liegt in der Zukunft."))
        if last_day_as_minor(born_on) < timezone.localdate():
            raise ValidationError(_("Das Kind ist schon 18. Es kann Ihnen selbst eine Vollmacht geben."))
        return born_on


class ParentForm(forms.Form):
    """The other parent."""

    label = Line(label=_("Wer ist der andere Elternteil?"), help_text=_("Name, für Ihre Liste."), max_length=80)


class OrganisationForm(forms.Form):
    """An organisation, as its first administrator calls it."""

    name = Line(label=_("Name des Vereins oder Betriebs"), max_length=120)


class MemberForm(forms.Form):
    """A new member and her role."""

    label = Line(label=_("Wen laden Sie ein?"), help_text=_("Name, für Ihre Liste."), max_length=80)
    role = forms.ChoiceField(
        label=_("Rolle"),
        choices=Mandate.Role,
        initial=Mandate.Role.MEMBER,
        help_text=_("Verwaltung: handelt und lädt Mitglieder ein. Mitarbeit: handelt. Nur lesen: sieht alles."),
    )


def _latest() -> date:
    return add_months(timezone.localdate(), LONGEST_MONTHS)


def _named(principal: Person) -> dict[str, str]:
    """Each service and case by ``service:slug`` or ``reference:number``."""
    found = {kind: scopes_of(kind, principal) for kind in (_CASE, _SERVICE)}
    return {f"{kind}:{name}": title for kind, scopes in found.items() for name, title in scopes.items()}
