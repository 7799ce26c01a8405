"""The form that gives a role."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.offices.models import Membership, Office

EDITOR, ADMINISTRATOR = "editor", "administrator"


class AppointForm(forms.Form):
    """Who gets which role; some roles belong to an office."""

    email = forms.EmailField(
        label=_("E-Mail-Adresse"),
        help_text=_("Die Person braucht schon ein Konto."),
        max_length=254,
        error_messages={"required": _("Bitte füllen Sie dieses Feld aus.")},
    )
    role = forms.ChoiceField(
        label=_("Rolle"),
        choices=[*Membership.Role.choices, (EDITOR, _("Redaktion")), (ADMINISTRATOR, _("Verwaltung der Rollen"))],
    )
    office = forms.ModelChoiceField(
        Office.objects.filter(source="city"),
        to_field_name="slug",
        label=_("Dienststelle"),
        required=False,
        empty_label=_("keine"),
        help_text=_("Nur für Sachbearbeitung und Leitung."),
    )

    def clean_email(self) -> Person:
        """The person with this address."""
        person = Person.objects.proven_by(self.cleaned_data["email"])
        if person is None:
            raise forms.ValidationError(_("Zu dieser Adresse gibt es kein Konto. Die Person legt es zuerst selbst an."))
        return person

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("role") in Membership.Role.values and not cleaned.get("office") and "office" not in self.errors:
            self.add_error("office", _("Wählen Sie die Dienststelle, für die die Person arbeitet."))
        return cleaned
