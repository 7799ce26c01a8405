"""What the team types about an idea. Each form keeps what was typed, whatever is wrong with it."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.design.fields import Line, Lines
from rathaus.lib.text import whole_number
from rathaus.participation.ideas.content import participation
from rathaus.participation.ideas.forms.fields import District, FieldOfAction
from rathaus.participation.ideas.models import Idea, Origin, ShownAs, Visibility
from rathaus.participation.ideas.workflow import state_of


class IdeaForm(forms.Form):
    """A form about one idea, as its page showed it."""

    def __init__(self, *args: Any, idea: Idea, **options: Any) -> None:
        self.idea = idea
        super().__init__(*args, **options)


class ReasonForm(IdeaForm):
    """Why, for everyone to read."""

    reason = Lines(longest=1000, label=_("Grund"), help_text=_("Alle können ihn lesen. Nennen Sie keine Namen."))


class ShowForm(IdeaForm):
    reason = Lines(longest=1000, required=False, label=_("Warum die Idee wieder zu sehen ist"))


class EditForm(IdeaForm):
    """Another wording, and why."""

    title = Line(longest=120, label=_("Titel"))
    text = Lines(longest=5000, label=_("Text"))
    field = FieldOfAction()
    district = District()
    place = Line(longest=200, required=False, label=_("Ort in Worten"))
    reason = Line(longest=1000, label=_("Grund der Änderung"), help_text=_("Die Autorin oder der Autor liest ihn."))
    forget = forms.BooleanField(
        required=False, label=_("Vorherigen Text nicht aufbewahren, weil er Menschen beim Namen nennt")
    )

    def __init__(self, *args: Any, idea: Idea, **options: Any) -> None:
        start = {name: getattr(idea, name) for name in ("title", "text", "field", "district", "place")}
        super().__init__(*args, idea=idea, **{"initial": start} | options)


class AnswerForm(IdeaForm):
    """What the city says to it."""

    text = Lines(longest=5000, label=_("Antwort der Stadt"), help_text=_("Steht oben auf der Seite der Idee."))
    signed = Line(
        longest=120, required=False, label=_("Unterschrift"), help_text=_("Wer antwortet, zum Beispiel ein Amt.")
    )

    def __init__(self, *args: Any, idea: Idea, **options: Any) -> None:
        start = {"text": idea.answer, "signed": idea.answer_by or participation().team_name}
        super().__init__(*args, idea=idea, **{"initial": start} | options)


class StationForm(IdeaForm):
    """The next station: only what the city's table lets follow."""

    state = forms.ChoiceField(
        label=_("Station"),
        error_messages={
            "required": _("Bitte wählen Sie eine Station."),
            "invalid_choice": _("Diese Station kann gerade nicht folgen."),
        },
    )
    decided_by = Line(
        longest=200, label=_("Wer hat entschieden?"), help_text=_("Ein Amt, ein Gremium oder ein Workshop.")
    )
    reason = Lines(longest=2000, required=False, label=_("Grund"), help_text=_("Alle können ihn lesen."))
    link = Line(
        longest=300,
        required=False,
        label=_("Weiterlesen unter"),
        help_text=_("Eine Seite dieses Rathauses („/projekte/…“) oder eine Adresse mit https://"),
        validators=[RegexValidator(r"^(/(?!/)|https://)\S*$", _("Die Adresse beginnt mit „/“ oder „https://“."))],
    )
    link_text = Line(longest=120, required=False, label=_("Was dort steht"))

    def __init__(self, *args: Any, idea: Idea, **options: Any) -> None:
        super().__init__(*args, idea=idea, **{"initial": {"decided_by": participation().team_name}} | options)
        following = [state_of(slug) for slug in (*idea.state_named.next, idea.state)]
        self.fields["state"].choices = [(state.slug, _choice(state)) for state in following]  # type: ignore[attr-defined]

    def clean(self) -> None:
        typed = self.cleaned_data
        if typed.get("state") and state_of(typed["state"]).reason and not typed.get("reason", "x"):
            self.add_error("reason", _("Für diese Station braucht es einen Grund, den alle lesen können."))
        if typed.get("link") and not typed.get("link_text", "x"):
            self.add_error("link_text", _("Bitte sagen Sie, was unter der Adresse steht."))


class MergeForm(IdeaForm):
    """Into which idea it goes."""

    number = Line(longest=20, label=_("Nummer der Idee, die bleibt"), help_text=_("Zum Beispiel 12"))

    def clean_number(self) -> Idea:
        number = whole_number(self.cleaned_data["number"].removeprefix("Idee").strip())
        into = Idea.objects.public().filter(number=number).first() if number is not None else None
        if into is None or into == self.idea:
            raise ValidationError(_("Unter dieser Nummer gibt es keine andere öffentliche Idee."))
        return into


class SplitForm(IdeaForm):
    """Which text stays, which goes."""

    remaining = Lines(longest=5000, label=_("Text, der hier bleibt"))
    title = Line(longest=120, label=_("Titel der zweiten Idee"))
    text = Lines(longest=5000, label=_("Text der zweiten Idee"))
    field = FieldOfAction(label=_("Handlungsfeld der zweiten Idee"))

    def __init__(self, *args: Any, idea: Idea, **options: Any) -> None:
        start = {"remaining": idea.text, "field": idea.field}
        super().__init__(*args, idea=idea, **{"initial": start} | options)


class LetterForm(IdeaForm):
    """What the team writes to the author. ``once`` makes a form that is sent twice count once."""

    text = Lines(longest=5000, label=_("Nachricht"), help_text=_("Nur die Autorin oder der Autor liest sie."))
    once = forms.CharField(widget=forms.HiddenInput, initial=uuid4, max_length=36)


class AppealForm(forms.Form):
    """Whether the author is right, and why."""

    granted = forms.TypedChoiceField(
        choices=[("ja", _("Ja, die Idee wird wieder gezeigt")), ("nein", _("Nein, sie bleibt verborgen"))],
        coerce=lambda typed: typed == "ja",
        label=_("Stimmen Sie dem Einspruch zu?"),
        error_messages={"required": _("Bitte wählen Sie."), "invalid_choice": _("Bitte wählen Sie aus der Liste.")},
    )
    text = Lines(longest=2000, label=_("Antwort an die Autorin oder den Autor"))


class CommentForm(forms.Form):
    """Why a comment is hidden, for everyone to read."""

    reason = Line(longest=300, label=_("Grund"), help_text=_("Alle können ihn lesen. Nennen Sie keine Namen."))


class WriteDownForm(forms.Form):
    """An idea that came on the phone or on paper."""

    origin = forms.ChoiceField(
        choices=[(Origin.PHONE.value, Origin.PHONE.label), (Origin.PAPER.value, Origin.PAPER.label)],
        label=_("Wie kam die Idee?"),
    )
    title = Line(longest=120, label=_("Titel"))
    text = Lines(longest=5000, label=_("Text"))
    field = FieldOfAction()
    district = District()
    place = Line(longest=200, required=False, label=_("Ort in Worten"))
    author_name = Line(
        longest=120, required=False, label=_("Name, der gezeigt wird"), help_text=_("Nur wenn die Person es möchte.")
    )
    contact = forms.EmailField(
        required=False,
        max_length=254,
        label=_("E-Mail-Adresse"),
        help_text=_("Für Nachrichten zur Idee. Sie wird verschlossen aufbewahrt und nie gezeigt."),
        error_messages={"invalid": _("Das ist keine vollständige E-Mail-Adresse. So sieht eine aus: name@beispiel.de")},
    )

    @property
    def shown_as(self) -> str:
        """How the author is shown, given what was typed."""
        return ShownAs.NAME if self.cleaned_data["author_name"] else ShownAs.NONE


class AllForm(forms.Form):
    """What the list of all ideas is narrowed to."""

    one_suffices = True
    visibility = forms.ChoiceField(
        choices=[("", _("alle")), *Visibility.choices], required=False, label=_("Sichtbarkeit")
    )
    q = Line(longest=100, required=False, label=_("Nummer oder Wörter"))


def _choice(state: Any) -> str:
    return str(_("%(state)s – mit Grund") % {"state": state} if state.reason else state)
