"""What clerks type about a case. Each form keeps what was typed, whatever is wrong with it."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.representation.conflicts import close_ones_of
from rathaus.lib.text import clean
from rathaus.portal.applications.blueprints.blueprint import TextBlock
from rathaus.portal.cases import deadlines
from rathaus.portal.cases.forms.fields import Deadline, Text
from rathaus.portal.cases.models import Case


class CaseForm(forms.Form):
    """A form about a case, as its page showed it."""

    uses: tuple[str, ...] = ()
    """For which text blocks of the service it has room, in its field ``text``."""

    def __init__(self, *args: Any, case: Case, by: Person, **options: Any) -> None:
        self.case, self.by = case, by
        super().__init__(*args, **options)

    @property
    def text_blocks(self) -> list[TextBlock]:
        """The service's text blocks that fit here."""
        every = self.case.application.definition.blueprint.text_blocks
        return [block for block in every if set(block.uses) & set(self.uses)]

    def typed_with(self, block_id: str, typed: Mapping[str, str]) -> dict[str, str]:
        """What was typed, the text block of this id at the end of the text: the initial values of the next form."""
        block = next((block.text for block in self.text_blocks if block.id == block_id), "")
        kept = {name: typed.get(name, "") for name in self.fields}
        return kept | {"text": "\n\n".join(filter(None, (clean(kept["text"]), block)))}


class AskForm(CaseForm):
    """A message to the citizen; if she must answer, with a deadline, and the clock stands still."""

    uses = ("question",)
    text = Text(
        label=_("Ihre Nachricht"), help_text=_("Die Antragstellerin oder der Antragsteller liest sie im Postfach.")
    )
    needs_answer = forms.BooleanField(label=_("Ich brauche eine Antwort, die Frist hält so lange an"), required=False)
    deadline = Deadline(label=_("Antwort bis"))

    def __init__(self, *args: Any, **options: Any) -> None:
        start = {"needs_answer": True, "deadline": deadlines.answer_by(timezone.localdate())}
        super().__init__(*args, **{"initial": start} | options)
        if self.case.person_id is None:
            guest = _("Die Antragstellerin oder der Antragsteller liest sie unter „Stand abfragen“.")
            self.fields["text"].help_text = guest

    def clean(self) -> None:
        if not self.cleaned_data.get("needs_answer"):
            self.errors.pop("deadline", None)


class RemindForm(CaseForm):
    deadline = Deadline(label=_("Neue Frist für die Antwort"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"initial": {"deadline": deadlines.answer_by(timezone.localdate())}} | options)


class NoteForm(CaseForm):
    text = Text(label=_("Notiz"), help_text=_("Nur Ihr Amt sieht sie. Sie bleibt in der Akte."))


class AssignForm(CaseForm):
    """To whom of the office the case goes."""

    to = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Wer soll den Vorgang haben?"),
        empty_label=_("bitte wählen"),
        error_messages={
            "required": _("Bitte wählen Sie jemanden."),
            "invalid_choice": _("Bitte wählen Sie jemanden aus der Liste."),
        },
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        staff = Person.objects.filter(memberships__office=self.case.office_id, is_active=True)
        apart = (self.case.assigned_to_id, self.case.person_id, self.case.application.sent_by_id)
        others = staff.exclude(pk__in=[pk or 0 for pk in apart])
        if self.case.person_id:
            others = others.exclude(pk__in=close_ones_of(self.case.person_id))
        self.fields["to"].queryset = others.order_by("name")  # type: ignore[attr-defined]


class DecideForm(CaseForm):
    """Which of the service's decisions, and why."""

    uses = ("approve", "partly", "reject")
    choice = forms.ChoiceField(
        label=_("Wie entscheiden Sie?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie die Entscheidung.")},
    )
    text = Text(label=_("Begründung"), help_text=_("Sie steht so im Bescheid."), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.choices = {each.id: each for each in self.case.application.definition.blueprint.decisions}
        self.fields["choice"].choices = [(each.id, each.label) for each in self.choices.values()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = self.choices.get(cleaned.get("choice", ""))
        if chosen and chosen.outcome != "approve" and not cleaned.get("text") and "text" not in self.errors:
            # § 39 VwVfG NRW: what burdens a citizen is given reasons.
            self.add_error("text", _("Bitte begründen Sie, warum Sie nicht voll bewilligen."))
        cleaned["decision"] = chosen
        return cleaned


class CloseForm(CaseForm):
    """Why a case ends; needed only where there is no decision."""

    text = Text(
        label=_("Warum endet der Vorgang ohne Bescheid?"),
        help_text=_("Der Text geht als Nachricht an die Antragstellerin oder den Antragsteller."),
    )


class ReopenForm(CaseForm):
    text = Text(
        label=_("Warum nehmen Sie den Vorgang wieder auf?"), help_text=_("Der Grund kommt als Notiz in die Akte.")
    )
