"""The parts of a blueprint, as they are written in ``application.toml``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any

from rathaus.foundation.accounts.models import TrustLevel
from rathaus.portal.applications.expressions import Language, Type, Variables
from rathaus.portal.applications.questions import Question
from rathaus.portal.applications.questions.file import File
from rathaus.portal.applications.questions.group import Group

RESERVED_STEPS = ("pruefen", "persoenlich", "eingang", "speichern", "fortsetzen", "ausweisen")
LEVELS = {level.name.lower(): level for level in TrustLevel}
"""What ``trust_level`` may say: none, basic, substantial, high."""
_STEP_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, kw_only=True)
class Step:
    """A page of questions."""

    id: str
    title: str
    heading: str = ""
    intro: str = ""
    when: str = ""
    questions: tuple[Question, ...] = ()

    @cached_property
    def asks_for_files(self) -> bool:
        """Whether its page must be sent in parts, which takes ten times as long to read."""
        groups = (question.questions for question in self.questions if isinstance(question, Group))
        return any(isinstance(question, File) for question in chain(self.questions, *groups))

    def mistakes(self) -> Iterator[tuple[str, str]]:
        if not _STEP_ID.fullmatch(self.id) or self.id in RESERVED_STEPS:
            yield (
                "id",
                f"{self.id!r} can't be a step's id: a-z, 0-9 and hyphens, and none of {', '.join(RESERVED_STEPS)}",
            )
        if not self.questions:
            yield "id", f"step {self.id!r} has no questions"


@dataclass(frozen=True, kw_only=True)
class FeeLine:
    """One line of the fee; ``amount`` is an expression in cents."""

    label: str
    amount: str
    when: str = ""


@dataclass(frozen=True, kw_only=True)
class Fee:
    """What the service costs; lines whose condition holds are added up."""

    text: str = ""
    note: str = ""
    lines: tuple[FeeLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Hint:
    """Something the citizen (``text``) or the clerk (``desk``) should know."""

    id: str
    when: str = ""
    text: str = ""
    desk: str = ""


@dataclass(frozen=True, kw_only=True)
class Stop:
    """A condition under which the way goes on in person only."""

    id: str
    when: str
    title: str
    text: str = ""
    office: str = ""


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Whose case it is, and to whom letters and mails go."""

    applicant: str = ""
    email: str = ""
    address: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a clerk can decide."""

    id: str
    outcome: str
    label: str
    text: str = ""

    def mistakes(self) -> Iterator[tuple[str, str]]:
        if self.outcome not in ("approve", "reject", "partly"):
            yield "outcome", f"unknown outcome {self.outcome!r}: approve, reject or partly"


@dataclass(frozen=True, kw_only=True)
class TextBlock:
    """A ready sentence for clerks; ``uses`` says where: ``question``, or the outcome of a decision."""

    id: str
    label: str
    text: str
    uses: tuple[str, ...] = field(default=(), metadata={"key": "for"})

    def mistakes(self) -> Iterator[tuple[str, str]]:
        for use in self.uses:
            if use not in ("question", "approve", "reject", "partly"):
                yield "for", f"unknown use {use!r}: question, approve, reject or partly"


@dataclass(frozen=True, kw_only=True)
class Retention:
    """How long a finished case is kept (Aufbewahrungsfrist), on which legal ground, and when its end is announced."""

    years: int = 10
    months: int = 0
    legal_basis: str = "Aktenordnung der Stadt"
    warn_days: int = 30

    def mistakes(self) -> Iterator[tuple[str, str]]:
        if self.years < 0 or self.months < 0 or self.years + self.months == 0:
            yield "years", "a case is kept for some time: give years, months or both"
        if not 14 <= self.warn_days <= 366:
            yield "warn_days", "people need 14 days at least to save what they want to keep; 366 are the most"


@dataclass(frozen=True, kw_only=True)
class Blueprint:
    """An application as published: what is asked, what it costs, who hears what."""

    title: str
    steps: tuple[Step, ...]
    intro: tuple[str, ...] = ()
    minutes: int = 10
    guest: bool = True
    trust_level: str = "none"
    trust_from: str = ""
    """The step before which the level must be proven; without it, before sending."""
    processing_days: int = 20
    confirm: str = ""
    fee: Fee | None = None
    hints: tuple[Hint, ...] = ()
    stops: tuple[Stop, ...] = ()
    desk: Desk = field(default_factory=Desk)
    retention: Retention = field(default_factory=Retention)
    decisions: tuple[Decision, ...] = ()
    text_blocks: tuple[TextBlock, ...] = ()

    @property
    def needed_level(self) -> TrustLevel:
        """How surely we must know who sends it."""
        return max(LEVELS.get(self.trust_level, TrustLevel.NONE), TrustLevel.NONE if self.guest else TrustLevel.BASIC)

    def needs_proof_at(self, step: Step) -> bool:
        """Whether the level must be proven before ``step``."""
        ids = [one.id for one in self.steps]
        return self.trust_from in ids and ids.index(step.id) >= ids.index(self.trust_from)

    @cached_property
    def questions(self) -> dict[str, Question]:
        """All top-level questions by id, in order."""
        return {question.id: question for step in self.steps for question in step.questions}

    def question(self, path: str) -> Question | None:
        """The question asked at ``path`` ("name", "hunde.0.rasse"), or None."""
        head, _, rest = path.partition(".")
        found = self.questions.get(head)
        if not rest or not isinstance(found, Group):
            return found if not rest else None
        inner = rest.partition(".")[2]
        return next((question for question in found.questions if question.id == inner), None)

    @cached_property
    def named(self) -> dict[str, Question]:
        """The top-level question behind each name of expressions, but for ``today``."""
        return {name: question for question in self.questions.values() for name in question.variables()}

    @cached_property
    def language(self) -> Language:
        """What expressions may name anywhere in the application."""
        return Language(self._variables)

    @cached_property
    def item_languages(self) -> dict[str, Language]:
        """What expressions may name within a group, by the group's id: also ``item.…``."""
        groups = [question for question in self.questions.values() if isinstance(question, Group)]
        return {group.id: Language(self._variables | _declared(group.questions, "item.")) for group in groups}

    @cached_property
    def _variables(self) -> Variables:
        return _declared(self.questions.values()) | {"today": Type.TIMESTAMP}


def _declared(questions: Any, prefix: str = "") -> Variables:
    variables: Variables = {}
    for question in questions:
        variables |= question.variables(prefix)
    return variables
