"""Fields of the city's lists."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rathaus.participation.ideas.content import participation


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
