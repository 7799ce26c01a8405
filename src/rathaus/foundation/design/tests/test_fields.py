"""What is wrong is said in the words of the house, whatever field says it."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from rathaus.foundation.design.fields import Line, Moment


@pytest.mark.parametrize("field", [Line(longest=3), forms.CharField(max_length=3), forms.EmailField(max_length=3)])
def test_what_is_too_long_is_said_in_our_words(field: forms.Field) -> None:
    with pytest.raises(ValidationError) as refusal:
        field.clean("a@example.org")
    assert "Das ist zu lang: höchstens 3 Zeichen, geschrieben sind 13." in refusal.value.messages


@pytest.mark.parametrize("hour", ["2027-03-28T02:30", "2026-10-25T02:30"])
def test_an_hour_that_is_not_there_or_there_twice_is_asked_again(hour: str) -> None:
    with pytest.raises(ValidationError, match="wird die Uhr umgestellt"):
        Moment(years_back=100, years_ahead=100).clean(hour)
