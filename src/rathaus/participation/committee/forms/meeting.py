"""What is typed before, during and after a meeting."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.design.fields import Line, Lines
from rathaus.foundation.documents.uploads import Inspected, Refused, inspect_upload
from rathaus.participation.committee.content import rulebook
from rathaus.participation.committee.forms.team import CHOOSE, PLEASE
from rathaus.participation.committee.models import Ballot, Choice, Item, Meeting, Member, Result
from rathaus.participation.committee.models.decision import POSTPONING
from rathaus.participation.ideas.models import Idea


class ItemForm(forms.Form):
    """A new agenda item: a matter, or an idea by its number."""

    number = forms.IntegerField(label=_("Nummer der Idee"), required=False, min_value=1, max_value=999_999_999)
    title = Line(label=_("Titel"), longest=200, required=False, help_text=_("Bei einer Idee steht sonst ihr Titel."))
    proposal = Lines(label=_("Beschlussvorschlag"), longest=4000, required=False)
    is_public = forms.BooleanField(label=_("öffentlich"), required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        number = typed.pop("number", None)
        typed["idea"] = Idea.objects.public().filter(number=number).first() if number else None
        if number and typed["idea"] is None:
            self.add_error("number", _("Es gibt keine öffentliche Idee mit dieser Nummer."))
        if not number and not typed.get("title") and "title" not in self.errors:
            self.add_error("title", _("Bitte nennen Sie einen Titel oder die Nummer einer Idee."))
        return typed


class ItemWords(forms.Form):
    title = Line(label=_("Titel"), longest=200)
    proposal = Lines(label=_("Beschlussvorschlag"), longest=4000, required=False)
    minutes = Lines(label=_("Für die Niederschrift"), longest=8000, required=False)
    is_public = forms.BooleanField(label=_("öffentlich"), required=False)


class PaperForm(forms.Form):
    """One paper; what is wrong with it is said at the field."""

    paper = forms.FileField(
        label=_("Datei (PDF, JPEG, PNG)"),
        error_messages={"required": _("Bitte wählen Sie eine Datei."), "empty": _("Die Datei ist leer.")},
    )

    def clean_paper(self) -> Inspected:
        try:
            return inspect_upload(self.cleaned_data["paper"])
        except Refused as refused:
            raise forms.ValidationError(refused.message) from refused


class PresenceForm(forms.Form):
    """Who sits on which seat, all seats at once."""

    one_suffices = True

    def __init__(self, *args: Any, meeting: Meeting, **options: Any) -> None:
        super().__init__(*args, **options)
        taken = dict(meeting.attendances.values_list("seat", "present"))
        day = timezone.localdate(meeting.starts_at)
        members = list(Member.objects.filter(committee=meeting.committee_id).in_office(day))
        for seat in members:
            if seat.deputy_of_id is None:
                sitters = [seat, *(one for one in members if one.deputy_of_id == seat.pk)]
                self.fields[f"seat-{seat.pk}"] = forms.ChoiceField(
                    label=seat.title,
                    required=False,
                    choices=[("", _("nicht da")), *((str(one.pk), one.title) for one in sitters)],
                    initial=str(taken.get(seat.pk, "")),
                    error_messages=CHOOSE,
                )

    @property
    def present(self) -> dict[int, int | None]:
        """As the action takes it."""
        named = ((int(name.removeprefix("seat-")), who) for name, who in self.cleaned_data.items())
        return {seat: int(who) if who else None for seat, who in named}


class ExcludeForm(forms.Form):
    member = forms.ModelChoiceField(
        Member.objects.none(), label=_("Wer ist befangen?"), empty_label=PLEASE, error_messages=CHOOSE
    )
    reason = Line(label=_("Warum?"), longest=300, help_text=_("Steht nicht auf den öffentlichen Seiten."))

    def __init__(self, *args: Any, item: Item, **options: Any) -> None:
        super().__init__(*args, **options)
        members = Member.objects.filter(committee=item.meeting.committee_id).in_office(timezone.localdate())
        self.fields["member"].queryset = members  # type: ignore[attr-defined]


class BallotForm(forms.Form):
    question = Line(label=_("Worüber wird abgestimmt?"), longest=300, required=False)
    kind = forms.ChoiceField(label=_("Art"), choices=Ballot.Kind.choices, error_messages=CHOOSE)
    rule = forms.ChoiceField(label=_("Mehrheit"), choices=Ballot.RULES, error_messages=CHOOSE)


class ChoiceForm(forms.Form):
    """One vote; the empty form chooses nothing for anybody."""

    choice = forms.ChoiceField(
        label=_("Ihre Stimme"), choices=Choice.choices, widget=forms.RadioSelect, error_messages=CHOOSE
    )


class RecordForm(forms.Form):
    """Raised hands, seat by seat; those left open are not noted."""

    one_suffices = True

    def __init__(self, *args: Any, ballot: Ballot, **options: Any) -> None:
        super().__init__(*args, **options)
        voted = ballot.votes.values("seat")
        taken = ballot.item.meeting.attendances.filter(seat__role__in=Member.VOTING).exclude(seat__in=voted)
        out = ballot.item.exclusions.values("member")
        self.seats = {f"seat-{a.seat_id}": a.seat for a in taken.exclude(present__in=out).select_related("seat")}
        for name, seat in self.seats.items():
            choices = [("", _("noch nicht")), *Choice.choices]
            self.fields[name] = forms.ChoiceField(
                label=seat.title, required=False, choices=choices, error_messages=CHOOSE
            )

    @property
    def votes(self) -> dict[Member, str]:
        return {self.seats[name]: choice for name, choice in self.cleaned_data.items() if choice}


class DecideForm(forms.Form):
    """What came out."""

    result = forms.ChoiceField(label=_("Ergebnis"), choices=[("", PLEASE), *Result.choices], error_messages=CHOOSE)
    reason = Lines(label=_("Begründung für alle"), longest=2000, required=False)
    conditions = Lines(label=_("Bedingungen, eine in jeder Zeile"), longest=4000, required=False)
    priority = forms.IntegerField(label=_("Rang unter den angenommenen"), required=False, min_value=1, max_value=999)
    move_to = forms.ModelChoiceField(
        Meeting.objects.none(),
        label=_("Weiter in der Sitzung"),
        required=False,
        empty_label=_("keine andere Sitzung"),
        error_messages=CHOOSE,
        help_text=_("Nur bei zurückgestellt oder zurückverwiesen"),
    )

    def __init__(self, *args: Any, item: Item, **options: Any) -> None:
        super().__init__(*args, **options)
        later = Meeting.objects.filter(committee=item.meeting.committee_id).exclude(state=Meeting.State.CLOSED)
        self.fields["move_to"].queryset = later.exclude(pk=item.meeting_id)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("move_to") and typed.get("result") not in POSTPONING:
            self.add_error("move_to", _("In eine andere Sitzung geht nur, was vertagt wird."))
        return typed


class MinutesForm(forms.Form):
    text = Lines(label=_("Eröffnung, Mitteilungen, Ende"), longest=8000, required=False)


class ScoreForm(forms.Form):
    """Points for each criterion of the city."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        points = [(str(number), str(number)) for number in range(rulebook().most_points + 1)]
        for criterion in rulebook().criteria.values():
            self.fields[criterion.slug] = forms.ChoiceField(
                label=str(criterion), choices=[("", PLEASE), *points], error_messages=CHOOSE
            )
        self.fields["remark"] = Lines(label=_("Anmerkung für den Kreis"), longest=2000, required=False)

    @property
    def points(self) -> dict[str, int]:
        return {slug: int(self.cleaned_data[slug]) for slug in rulebook().criteria}
