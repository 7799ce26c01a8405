"""Fields that clean what was typed before they judge it, and say plainly what is wrong."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rathaus.lib.dates import add_months, written
from rathaus.lib.text import clean, whole_number

TOO_LONG = _("Das ist zu lang: höchstens %(limit_value)s Zeichen, geschrieben sind %(show_value)s.")


class Line(forms.CharField):
    """One line of at most ``longest`` characters."""

    default_error_messages = {"required": _("Bitte füllen Sie dieses Feld aus.")}

    def __init__(self, *, longest: int, **options: Any) -> None:
        super().__init__(**options)
        # Not ``max_length``: the browser would cut what was pasted.
        self.validators.append(MaxLengthValidator(longest))

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "")


class Lines(Line):
    """Several lines."""

    widget = forms.Textarea(attrs={"rows": 6})


class Day(forms.DateField):
    """A day, typed or picked."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {
        "required": _("Bitte nennen Sie einen Tag."),
        "invalid": _("Das ist kein Datum. Schreiben Sie es so: 8.12.2026"),
    }

    def to_python(self, value: Any) -> date | None:
        return super().to_python(value.strip() if isinstance(value, str) else value)


class NearDay(Day):
    """A day at most so many years ago or ahead."""

    def __init__(self, *, years_back: int, years_ahead: int, **options: Any) -> None:
        super().__init__(**options)
        self.years = years_back, years_ahead

    def validate(self, value: date | None) -> None:
        super().validate(value)
        _be_near(value, *self.years)


class Moment(forms.DateTimeField):
    """Day and time of the city's clock, at most so many years ago or ahead."""

    default_error_messages = {
        "required": _("Bitte nennen Sie Tag und Uhrzeit."),
        "invalid": _("Das ist kein Zeitpunkt. Schreiben Sie ihn so: 13.9.2027 16:00"),
    }

    def __init__(self, *, years_back: int = 1, years_ahead: int = 2, **options: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y, %H:%M"]
        super().__init__(widget=widget, input_formats=formats, **options)
        self.years = years_back, years_ahead

    def to_python(self, value: Any) -> datetime | None:
        try:
            return super().to_python(value)
        except ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            text = _("In dieser Stunde wird die Uhr umgestellt. Bitte nennen Sie eine andere Uhrzeit.")
            raise ValidationError(text, code=error.code) from error

    def validate(self, value: datetime | None) -> None:
        super().validate(value)
        _be_near(value and value.date(), *self.years)


class SeveralOf(forms.ModelMultipleChoiceField):
    """Several of a queryset, by number."""

    def clean(self, value: Any) -> Any:
        for typed in value or ():
            # Django looks up no single number that is too large for the database, but asks it for several.
            if whole_number(str(typed)) is None:
                raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": typed})
        return super().clean(value)


def _be_near(day: date | None, years_back: int, years_ahead: int) -> None:
    today = timezone.localdate()
    first, last = add_months(today, -12 * years_back), add_months(today, 12 * years_ahead)
    if day and not first <= day <= last:
        text = _("Bitte nennen Sie einen Tag vom %(first)s bis zum %(last)s.")
        raise ValidationError(text, code="far", params={"first": written(first), "last": written(last)})
