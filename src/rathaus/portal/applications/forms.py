"""The forms that are no steps."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.design.fields import Day


class DeclarationForm(forms.Form):
    """The last tick before sending."""

    confirmed = forms.BooleanField(
        error_messages={"required": _("Bitte bestätigen Sie die Erklärung. Erst dann können Sie den Antrag absenden.")}
    )


class CodeForm(forms.Form):
    """A guest's code for coming back."""

    code = forms.CharField(max_length=40, error_messages={"required": _("Bitte geben Sie Ihren Code ein.")})

    def add_unknown(self) -> None:
        """Say that no application has this code; the same words, whatever is wrong with it."""
        self.add_error(
            "code",
            _("Zu diesem Code finden wir keinen angefangenen Antrag. Prüfen Sie, ob alle 12 Zeichen stimmen."),
        )


class ServiceForm(forms.Form):
    """What the citizen at the counter wants to apply for."""

    service = forms.ChoiceField(
        label=_("Leistung"), error_messages={"invalid_choice": _("Bitte wählen Sie aus der Liste.")}
    )

    def __init__(self, *args: Any, services: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["service"].choices = list(services.items())  # type: ignore[attr-defined]


class BirthDateForm(forms.Form):
    """Of the citizen at the counter; without it the digits open nothing."""

    born_on = Day(label=_("Geburtsdatum der Person vor Ihnen"))


class DigitsForm(forms.Form):
    """What a citizen takes home from the counter."""

    digits = forms.CharField(
        label=_("Sechs Ziffern"),
        max_length=20,
        help_text=_("Vom Schalter, zum Beispiel 402 917. Sie gelten eine halbe Stunde."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Bitte geben Sie die sechs Ziffern ein.")},
    )
    born_on = Day(label=_("Ihr Geburtsdatum"))

    def clean_digits(self) -> str:
        digits = "".join(symbol for symbol in self.cleaned_data["digits"] if symbol not in " -\u00a0\u202f")
        if len(digits) != 6 or not digits.isascii() or not digits.isdigit():
            raise ValidationError(_("Das sind keine sechs Ziffern."))
        return digits
