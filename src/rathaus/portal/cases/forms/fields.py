"""Fields that clean what was typed before they judge it, and say plainly what is wrong."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.design.fields import Day
from rathaus.lib.text import clean

LONGEST_TEXT = 8000
LONGEST_WAIT = timedelta(days=180)


class Plain(forms.CharField):
    """Text without control characters."""

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "")


class Text(Plain):
    """Several lines of it."""

    widget = forms.Textarea(attrs={"rows": 7})

    default_error_messages = {"required": _("Bitte schreiben Sie etwas.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        # Not ``max_length``: the browser would count line ends otherwise, and cut what was pasted.
        self.validators.append(MaxLengthValidator(LONGEST_TEXT))


class Deadline(Day):
    """A day in the near future by which a citizen should answer."""

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is None:
            return
        today = timezone.localdate()
        if value <= today:
            raise ValidationError(_("Der Tag muss in der Zukunft liegen."), code="past")
        if value > today + LONGEST_WAIT:
            raise ValidationError(_("So lange warten wir nicht: höchstens ein halbes Jahr."), code="far")
