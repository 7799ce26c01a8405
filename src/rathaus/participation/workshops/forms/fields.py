"""Fields that clean what was typed, and say plainly what is wrong."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rathaus.lib.text import clean


class Plain(forms.CharField):
    """Text without control characters, and with a limit."""

    default_error_messages = {
        "required": _("Bitte füllen Sie dieses Feld aus."),
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
