"""What someone types who wants to come."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rathaus.participation.workshops.actions import NewRegistration
from rathaus.participation.workshops.forms.fields import Lines, Plain
from rathaus.participation.workshops.models import Group, Table, Workshop

_CHOOSE_GROUP = {
    "required": gettext_lazy("Bitte wählen Sie Ihre Gruppe."),
    "invalid_choice": gettext_lazy("Bitte wählen Sie eine der Gruppen."),
}
_CHOOSE_TABLE = {"invalid_choice": gettext_lazy("Bitte wählen Sie einen der Tische.")}


class RegisterForm(forms.Form):
    """Group, name, address, two tables she would like, what she needs, and her consent."""

    group = forms.ChoiceField(
        label=gettext_lazy("Zu welcher Gruppe gehören Sie?"),
        choices=Group,
        widget=forms.RadioSelect,
        error_messages=_CHOOSE_GROUP,
    )
    name = Plain(
        label=gettext_lazy("Ihr Name"),
        max_length=120,
        help_text=gettext_lazy("So steht er auf Ihrem Namensschild."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Ihre E-Mail-Adresse"),
        help_text=gettext_lazy("Dorthin melden wir uns, wenn sich bei Ihrem Platz etwas tut."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Bitte geben Sie Ihre E-Mail-Adresse ein."),
            "invalid": gettext_lazy("Diese E-Mail-Adresse ist nicht vollständig. Beispiel: name@beispiel.de"),
            "max_length": gettext_lazy("So lang ist keine E-Mail-Adresse."),
        },
    )
    first_wish = forms.ModelChoiceField(
        Table.objects.none(),
        label=gettext_lazy("Tisch, den Sie sich wünschen"),
        required=False,
        error_messages=_CHOOSE_TABLE,
    )
    second_wish = forms.ModelChoiceField(
        Table.objects.none(), label=gettext_lazy("Zweiter Wunsch"), required=False, error_messages=_CHOOSE_TABLE
    )
    access = Lines(
        label=gettext_lazy("Was brauchen Sie, um gut teilzunehmen?"),
        help_text=gettext_lazy("Zum Beispiel einen Platz für den Rollstuhl, Gebärdensprache, eine Hörschleife."),
        rows=3,
        max_length=600,
        required=False,
    )
    consent = forms.BooleanField(
        label=gettext_lazy("Ich willige ein, dass die Stadt diese Angaben speichert, um den Workshop vorzubereiten"),
        error_messages={"required": gettext_lazy("Ohne Ihre Einwilligung können wir Sie nicht anmelden.")},
    )

    def __init__(self, *args: Any, workshop: Workshop, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("first_wish", "second_wish"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = workshop.tables.all()
            field.empty_label = _("egal")

    def clean(self) -> None:
        first, second = self.cleaned_data.get("first_wish"), self.cleaned_data.get("second_wish")
        if first and first == second:
            twice = ValidationError(_("Bitte wünschen Sie sich zwei verschiedene Tische."), code="same")
            self.add_error("second_wish", twice)

    def said(self, language: str) -> NewRegistration:
        """What was typed, for ``actions.register``."""
        typed = self.cleaned_data
        wishes = tuple(table for table in (typed["first_wish"], typed["second_wish"]) if table)
        return NewRegistration(typed["name"], typed["email"], typed["group"], wishes, typed["access"], language)


class CodeForm(forms.Form):
    """Number and code of a confirmation."""

    number = Plain(label=gettext_lazy("Anmeldenummer"), max_length=40)
    code = Plain(
        label=gettext_lazy("Code"),
        max_length=40,
        help_text=gettext_lazy("Beides steht auf Ihrer Bestätigung, zum Beispiel 7K4M‑2Q9X‑E und Q7RM‑31ZT‑9KHD."),
    )
