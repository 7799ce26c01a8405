"""What the team types about seats, meetings and dossiers."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.design.fields import Line, Lines, Moment, NearDay, SeveralOf
from rathaus.participation.committee.models import Committee, FeasibilityCheck, Member, Nomination
from rathaus.participation.ideas.models import Idea

TERM = {"years_back": 20, "years_ahead": 20}
"""Around today lie the terms of office."""
PLEASE = _("bitte wählen")
CHOOSE = {"required": _("Bitte wählen Sie."), "invalid_choice": _("Bitte wählen Sie aus der Liste.")}


class MemberForm(forms.Form):
    """A new seat, or a deputy."""

    title = Line(label=_("Funktion, wie sie öffentlich steht"), longest=120, help_text=_("Vertretung der Stadtwerke"))
    email = forms.EmailField(
        label=_("E-Mail-Adresse des Kontos"),
        required=False,
        max_length=254,
        help_text=_("Ohne Konto bleibt der Platz eine Funktion, für die das Team die Stimme notiert."),
    )
    role = forms.ChoiceField(label=_("Aufgabe"), error_messages=CHOOSE)
    deputy_of = forms.ModelChoiceField(
        Member.objects.none(),
        label=_("Vertritt"),
        required=False,
        empty_label=_("niemanden"),
        error_messages=CHOOSE,
        help_text=_("Nur bei einer Stellvertretung"),
    )
    since = NearDay(**TERM, label=_("Beginn der Amtszeit"))
    until = NearDay(**TERM, label=_("Letzter Tag"), required=False)

    def __init__(self, *args: Any, committee: Committee, **options: Any) -> None:
        super().__init__(*args, **{"initial": {"since": timezone.localdate(), "role": "member"}} | options)
        seats = committee.members.in_office(timezone.localdate()).voting()
        self.fields["role"].choices = Member.Role.choices  # type: ignore[attr-defined]
        self.fields["deputy_of"].queryset = seats  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if (typed.get("role") == Member.Role.DEPUTY) != bool(typed.get("deputy_of")):
            self.add_error("deputy_of", _("Eine Stellvertretung vertritt ein Mitglied, alle anderen niemanden."))
        email = typed.pop("email", "")
        typed["person"] = Person.objects.proven_by(email) if email else None
        if email and typed["person"] is None:
            self.add_error("email", _("Zu dieser Adresse gibt es kein Konto."))
        return typed


class EndForm(forms.Form):
    until = NearDay(**TERM, label=_("Letzter Tag"))


class MeetingForm(forms.Form):
    """When and where; a deadline makes it a circular resolution."""

    starts_at = Moment(label=_("Beginn"))
    place = Line(label=pgettext_lazy("venue", "Ort"), longest=200, required=False)
    deadline = Moment(
        label=_("Frist, nur beim Umlaufverfahren"), required=False, help_text=_("Dann wird ohne Sitzung abgestimmt.")
    )
    note = Lines(label=_("Hinweis für alle"), longest=2000, required=False)


class NominateForm(forms.Form):
    """An idea and its profile (Steckbrief)."""

    number = forms.IntegerField(
        label=_("Nummer der Idee"),
        min_value=1,
        max_value=999_999_999,
        error_messages={"required": _("Bitte nennen Sie die Nummer."), "invalid": _("Bitte nennen Sie eine Zahl.")},
    )
    goal = Lines(label=_("Ziel"), longest=1000, required=False)
    benefit = Lines(label=_("Nutzen, und für wen"), longest=1000, required=False)
    partners = Lines(label=_("Mögliche Partner"), longest=500, required=False)
    first_steps = Lines(label=_("Erste Schritte"), longest=1000, required=False)

    def clean_number(self) -> Idea:
        idea = Idea.objects.public().filter(number=self.cleaned_data["number"]).first()
        if idea is None:
            raise forms.ValidationError(_("Es gibt keine öffentliche Idee mit dieser Nummer."))
        return idea


class CheckForm(forms.ModelForm):
    """The feasibility check."""

    office = Line(label=_("Wer hat geprüft?"), longest=200)
    partner = Line(label=_("Partner"), longest=200, required=False)
    legal = Lines(label=_("Recht"), longest=1000, required=False)
    data_protection = Lines(label=_("Datenschutz"), longest=1000, required=False)
    text = Lines(label=_("Ergebnis in Worten"), longest=4000, required=False)

    class Meta:
        model = FeasibilityCheck
        fields = ("way", "cost", "effort", "legal", "data_protection", "partner", "consent", "office", "text")
        labels = {
            "way": _("Weg"),
            "cost": _("Kosten"),
            "effort": _("Aufwand"),
            "consent": _("Zustimmung des Partners"),
        }
        error_messages = dict.fromkeys(("way", "cost", "effort", "consent"), CHOOSE)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("way", "cost", "effort", "consent"):
            choices = self.fields[name].choices  # type: ignore[attr-defined]
            self.fields[name].choices = [(key, label if key else PLEASE) for key, label in choices]  # type: ignore[attr-defined]


class AssignForm(forms.Form):
    """Who shall score which ideas; all at once."""

    nominations = SeveralOf(
        Nomination.objects.none(), label=_("Ideen"), widget=forms.CheckboxSelectMultiple, error_messages=CHOOSE
    )
    people = SeveralOf(
        Person.objects.none(), label=_("Wer bewertet?"), widget=forms.CheckboxSelectMultiple, error_messages=CHOOSE
    )

    def __init__(self, *args: Any, nominations: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        members = Member.objects.in_office(timezone.localdate()).exclude(person=None)
        self.fields["nominations"].queryset = nominations  # type: ignore[attr-defined]
        self.fields["nominations"].label_from_instance = lambda one: f"{one.idea.number}: {one.idea.title}"  # type: ignore[attr-defined]
        self.fields["people"].queryset = Person.objects.filter(pk__in=members.values("person")).order_by("name")  # type: ignore[attr-defined]
