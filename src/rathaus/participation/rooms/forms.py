"""What people type in a room. Each form keeps what was typed, whatever is wrong with it."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.documents.uploads import Inspected, Refused, inspect_upload
from rathaus.lib.text import clean
from rathaus.participation.rooms.models import Card, Stack
from rathaus.participation.workshops.models import Table, Workshop

LONGEST_CARD = 280
LONGEST_HEADING = 80


class Line(forms.CharField):
    """Typed text, cleaned; what is nothing but blanks and control characters is empty."""

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "")


class CodeForm(forms.Form):
    """The code on the wall, for whom the camera does not help."""

    code = Line(
        label=_("Code von der Leinwand"),
        max_length=20,
        error_messages={"required": _("Bitte geben Sie den Code ein, der auf der Leinwand steht.")},
    )


class JoinForm(forms.Form):
    """Where to sit, and what to be called."""

    table = forms.ModelChoiceField(
        Table.objects.none(),
        label=_("An welchem Tisch sitzen Sie?"),
        empty_label=None,
        to_field_name="number",
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Bitte wählen Sie einen Tisch."),
            "invalid_choice": _("Bitte wählen Sie einen Tisch aus der Liste."),
        },
    )
    alias = Line(
        label=_("Wie dürfen wir Sie nennen?"),
        max_length=40,
        required=False,
        help_text=_("Nur die Moderation sieht es, und nur bis der Workshop zu Ende ist."),
    )

    def __init__(self, *args: Any, workshop: Workshop, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["table"].queryset = workshop.tables.all()  # type: ignore[attr-defined]


class CardForm(forms.Form):
    text = Line(
        label=_("Ihre Karte"),
        max_length=LONGEST_CARD,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Auf der Karte steht noch nichts."),
            "max_length": _("Auf eine Karte passen %(limit_value)d Zeichen; es sind %(show_value)d."),
        },
    )


class NewCardForm(CardForm):
    token = forms.UUIDField(widget=forms.HiddenInput)


class StackForm(forms.Form):
    """Under which heading a card lies."""

    heading = Line(
        label=_("Überschrift des Stapels"),
        max_length=LONGEST_HEADING,
        required=False,
        help_text=_("Eine neue oder eine, die es auf dem Tisch schon gibt. Leer: die Karte liegt für sich."),
    )

    def __init__(self, *args: Any, card: Card, **options: Any) -> None:
        super().__init__(*args, **{"initial": {"heading": card.stack.heading if card.stack else ""}} | options)
        self.known = Stack.objects.filter(table=card.table)
        self.fields["heading"].widget.attrs["list"] = "stapel"


class MergeForm(forms.Form):
    """Which card says the same."""

    into = forms.ModelChoiceField(
        Card.objects.none(),
        label=_("Welche Karte sagt dasselbe?"),
        empty_label=_("bitte wählen"),
        widget=forms.Select(attrs={"class": "kern-form-input__select"}),
        error_messages={
            "required": _("Bitte wählen Sie eine Karte."),
            "invalid_choice": _("Diese Karte liegt dort nicht mehr. Bitte wählen Sie eine andere."),
        },
    )

    def __init__(self, *args: Any, card: Card, **options: Any) -> None:
        super().__init__(*args, **options)
        others = Card.objects.filter(table=card.table, is_hidden=False).lying().exclude(pk=card.pk)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]


class PhotoForm(forms.Form):
    """A picture for the documentation."""

    picture = forms.FileField(
        label=_("Bild (JPEG oder PNG)"), error_messages={"required": _("Bitte wählen Sie ein Bild.")}
    )
    caption = Line(
        label=_("Was ist zu sehen?"),
        max_length=200,
        help_text=_("Für alle, die das Bild nicht sehen können. Personen nur mit ihrem Einverständnis."),
        error_messages={"required": _("Bitte beschreiben Sie das Bild in einem Satz.")},
    )

    def clean_picture(self) -> Inspected:
        upload: UploadedFile = self.cleaned_data["picture"]
        try:
            return inspect_upload(upload, kinds=("jpeg", "png"))
        except Refused as refused:
            raise forms.ValidationError(refused.message, code=refused.code) from refused
