"""What she asks of the city about her data."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.design.fields import Lines

TEXT_LIMIT = 5_000


class WithdrawForm(forms.Form):
    """A button; ``once`` makes a form that is sent twice count once."""

    once = forms.CharField(widget=forms.HiddenInput, initial=uuid4, max_length=36)


class CorrectionForm(WithdrawForm):
    """What is wrong, and what is right."""

    text = Lines(label=_("Was ist falsch, und wie ist es richtig?"), longest=TEXT_LIMIT)

    field_order = ("text", "once")


class LeaveForm(forms.Form):
    """She says that she has understood."""

    understood = forms.BooleanField(
        label=_("Ich habe das gelesen und will mein Konto endgültig löschen."),
        error_messages={"required": _("Bitte bestätigen Sie, dass Sie Ihr Konto endgültig löschen wollen.")},
    )
