"""Fields that clean what was typed before they judge it, and say plainly what is wrong."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from rathaus.lib.text import clean
from rathaus.participation.ideas.content import participation

_TOO_LONG = _("Das ist zu lang: höchstens %(limit_value)s Zeichen, geschrieben sind %(show_value)s.")


class Line(forms.CharField):
    """One line of at most ``longest`` characters."""

    default_error_messages = {"required": _("Bitte füllen Sie dieses Feld aus.")}

    def __init__(self, *, longest: int, **options: Any) -> None:
        super().__init__(**options)
        # Not ``max_length``: the browser would cut what was pasted.
        self.validators.append(MaxLengthValidator(longest, _TOO_LONG))

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "")


class Lines(Line):
    """Several lines."""

    widget = forms.Textarea(attrs={"rows": 6})


class FieldOfAction(forms.ChoiceField):
    """One of the city's fields of action, by slug."""

    default_error_messages = {
        "required": _("Bitte wählen Sie ein Handlungsfeld."),
        "invalid_choice": _("Bitte wählen Sie aus der Liste."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=_fields, **{"label": _("Handlungsfeld")} | options)


class District(forms.ChoiceField):
    """A district by slug, or empty for the whole city."""

    default_error_messages = {"invalid_choice": _("Bitte wählen Sie aus der Liste.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=_districts, required=False, **{"label": _("Bezirk")} | options)


def _fields() -> list[tuple[str, str]]:
    return [(field.slug, str(field)) for field in participation().fields.values()]


def _districts() -> list[tuple[str, Any]]:
    return [("", _("ganze Stadt")), *((one.slug, str(one)) for one in participation().districts.values())]
