"""Fields that clean what was typed, and say plainly what is wrong."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rathaus.lib.text import clean


class Plain(forms.CharField):
    """Text without control characters, and with a limit."""

    default_error_messages = {
        "required": _("Bitte füllen Sie dieses Feld aus."),
        "max_length": _("Das ist zu lang: höchstens %(limit_value)s Zeichen, geschrieben sind %(show_value)s."),
    }

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "")


class Lines(Plain):
    """Several lines of it."""

    def __init__(self, *, rows: int = 5, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # No ``maxlength``: the browser would cut what was pasted without a word.
        return {}


class Moment(forms.DateTimeField):
    """Day and time of the city's clock."""

    default_error_messages = {
        "required": _("Bitte nennen Sie Tag und Uhrzeit."),
        "invalid": _("Das ist kein Zeitpunkt. Schreiben Sie ihn so: 13.9.2027 16:00"),
    }

    def __init__(self, **options: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y, %H:%M"]
        super().__init__(widget=widget, input_formats=formats, **options)
