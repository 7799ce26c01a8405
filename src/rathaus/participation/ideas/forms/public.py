"""What anyone types about ideas."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.design.fields import Line, Lines
from rathaus.foundation.inbox.forms import FilesField
from rathaus.participation.ideas.forms.fields import District, FieldOfAction
from rathaus.participation.ideas.models import ShownAs

TITLE, TEXT = 120, 5000
"""The longest title and text."""


class Pills(forms.RadioSelect):
    """Radio buttons as pills; an error leads to the first."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return super().id_for_label(id_, index or "0")


class Once(forms.UUIDField):
    """Word of the form, so that it counts once however often it is sent."""

    def __init__(self) -> None:
        super().__init__(
            widget=forms.HiddenInput,
            initial=uuid4,
            error_messages={
                "required": _("Bitte laden Sie die Seite neu."),
                "invalid": _("Bitte laden Sie die Seite neu."),
            },
        )


class WordingForm(forms.Form):
    """What an idea says."""

    title = Line(
        longest=TITLE,
        label=_("Ihre Idee in einem Satz"),
        error_messages={"required": _("Bitte sagen Sie in einem Satz, worum es geht.")},
    )
    text = Lines(
        longest=TEXT,
        label=_("Worum geht es?"),
        help_text=_("Was fehlt, wem hilft es, was wäre der erste Schritt? Stichworte genügen."),
        error_messages={"required": _("Bitte beschreiben Sie Ihre Idee.")},
    )


class NewIdeaForm(WordingForm):
    """A new idea, with or without an account."""

    field = FieldOfAction(
        label=_("Zu welchem Feld gehört sie am ehesten?"),
        widget=Pills(attrs={"class": "choice__input"}),
        error_messages={"required": _("Bitte wählen Sie ein Feld. Im Zweifel ordnen wir die Idee um.")},
    )
    further = forms.MultipleChoiceField(
        label=_("Passt sie auch in andere Felder?"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choice__input"}),
        error_messages={"invalid_choice": _("Bitte wählen Sie aus der Liste.")},
    )
    district = District()
    place = Line(
        longest=200, required=False, label=_("Wo genau?"), help_text=_("Straße, Platz oder Stadtteil, in Ihren Worten.")
    )
    latitude = forms.FloatField(required=False, min_value=-90, max_value=90, widget=forms.HiddenInput)
    longitude = forms.FloatField(required=False, min_value=-180, max_value=180, widget=forms.HiddenInput)
    attachments = FilesField(
        label=_("Bilder und Dateien"),
        required=False,
        help_text=_("Foto (JPEG, PNG) oder PDF, bis zu 5 Dateien, jede höchstens 10 MB. Alle können sie sehen."),
    )
    shown_as = forms.ChoiceField(
        label=_("Wie sollen wir Sie nennen?"),
        choices=ShownAs.choices,
        initial=ShownAs.NONE,
        widget=Pills(attrs={"class": "choice__input"}),
        error_messages={"required": _("Bitte wählen Sie, wie wir Sie nennen sollen.")},
    )
    author_name = Line(
        longest=120, required=False, label=_("Name, der gezeigt wird"), help_text=_("Alle können ihn lesen.")
    )
    contact = forms.EmailField(
        label=_("E-Mail"),
        required=False,
        max_length=254,
        help_text=_("Nur für den Link und die Nachricht, dass es etwas Neues gibt. Nie öffentlich."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": _("Das ist keine E-Mail-Adresse. Schreiben Sie sie so: name@beispiel.de"),
            "max_length": _("So lang ist keine E-Mail-Adresse."),
        },
    )
    service = forms.SlugField(required=False, max_length=80, widget=forms.HiddenInput)
    step = forms.SlugField(required=False, max_length=80, widget=forms.HiddenInput)
    once = Once()

    def __init__(self, *args: Any, has_account: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["further"].choices = self.fields["field"].choices  # type: ignore[attr-defined]
        if has_account:
            del self.fields["contact"]

    @property
    def names(self) -> bool:
        """Whether the author wants to be called something."""
        return self.cleaned_data.get("shown_as") in (ShownAs.NAME, ShownAs.ALIAS)

    def clean(self) -> None:
        typed = self.cleaned_data
        if self.names and not typed.get("author_name") and "author_name" not in self.errors:
            self.add_error("author_name", _("Bitte schreiben Sie einen Namen, oder wählen Sie „ohne Namen“."))
        for name in ("latitude", "longitude", "service", "step"):
            # Nobody types these: what is wrong with them must keep nobody from sending an idea.
            if self.errors.pop(name, None):
                typed[name] = None


class CommentForm(forms.Form):
    """A comment or a reply."""

    text = Lines(longest=2000, label=_("Ihr Kommentar"), error_messages={"required": _("Bitte schreiben Sie etwas.")})
    name = Line(
        longest=120,
        required=False,
        label=_("Name, der dabei steht"),
        help_text=_("Ohne Eintrag erscheint Ihr Kommentar ohne Namen."),
    )
    once = Once()


class ReportForm(forms.Form):
    """What is wrong."""

    reason = Lines(
        longest=1000,
        label=_("Was stimmt nicht?"),
        help_text=_("Zum Beispiel: beleidigt jemanden, ist Werbung, nennt private Daten."),
        error_messages={"required": _("Bitte schreiben Sie, was nicht stimmt.")},
    )


class AppealForm(forms.Form):
    """Why the author does not agree."""

    text = Lines(
        longest=2000,
        label=_("Warum soll Ihre Idee wieder zu sehen sein?"),
        error_messages={"required": _("Bitte schreiben Sie, warum.")},
    )
