"""The two forms that are no steps."""

from django import forms
from django.utils.translation import gettext_lazy as _


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
