"""What she asks of the city about her data."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from rathaus.lib.text import clean

TEXT_LIMIT = 5_000


class WithdrawForm(forms.Form):
    """A button; ``once`` makes a form that is sent twice count once."""

    once = forms.CharField(widget=forms.HiddenInput, initial=uuid4, max_length=36)


class CorrectionForm(WithdrawForm):
    """What is wrong, and what is right."""

    text = forms.CharField(
        label=_("Was ist falsch, und wie ist es richtig?"), max_length=TEXT_LIMIT, widget=forms.Textarea({"rows": 6})
    )

    field_order = ("text", "once")

    def clean_text(self) -> str:
        return clean(self.cleaned_data["text"])


class LeaveForm(forms.Form):
    """She says that she has understood."""

    understood = forms.BooleanField(
        label=_("Ich habe das gelesen und will mein Konto endgültig löschen."),
        error_messages={"required": _("Bitte bestätigen Sie, dass Sie Ihr Konto endgültig löschen wollen.")},
    )
