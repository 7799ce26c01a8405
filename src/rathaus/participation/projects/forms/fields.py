"""Fields that clean what was typed before they judge it."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from rathaus.lib.text import clean

_TOO_LONG = _("Das ist zu lang: höchstens %(limit_value)s Zeichen, geschrieben sind %(show_value)s.")


class Line(forms.CharField):
    """One line without control characters, of ``longest`` characters."""

    default_error_messages = {"required": _("Bitte füllen Sie dieses Feld aus.")}

    def __init__(self, *, longest: int, **options: Any) -> None:
        super().__init__(**options)
        # Not ``max_length``: the browser would cut what was pasted.
        self.validators.append(MaxLengthValidator(longest, _TOO_LONG))

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "")


class Text(Line):
    """Several lines of it."""

    widget = forms.Textarea(attrs={"rows": 7})


class Day(forms.DateField):
    """A day, typed or picked."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {
        "required": _("Bitte nennen Sie einen Tag."),
        "invalid": _("Das ist kein Datum. Schreiben Sie es so: 8.12.2026"),
    }

    def to_python(self, value: Any) -> date | None:
        return super().to_python(value.strip() if isinstance(value, str) else value)
