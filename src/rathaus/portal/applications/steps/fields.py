"""The questions of a step as a page shows them."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from rathaus.portal.applications.known.earlier import Offer
from rathaus.portal.applications.known.facts import Given
from rathaus.portal.applications.known.sources import WHOLE
from rathaus.portal.applications.questions import Fault, Question
from rathaus.portal.applications.questions.group import Group


@dataclass
class Field:
    """One question with what was answered and what is wrong with it."""

    question: Question
    path: str
    value: Any
    visible: bool = True
    faults: list[Fault] = field(default_factory=list)
    followers: dict[str, list["Part"]] = field(default_factory=dict)
    """Fields that appear under an option of this one, by the option's value."""
    given: Given | None = None
    """What is known already."""
    offer: Offer | None = None
    """What she answered before."""

    @property
    def name(self) -> str:
        return self.path.replace(".", "-")

    @property
    def id(self) -> str:
        return f"id_{self.name}"

    @property
    def hint_id(self) -> str:
        return f"{self.id}-hilfe"

    @property
    def error_id(self) -> str:
        return f"{self.id}-fehler"

    @property
    def fault(self) -> str:
        """The first message, or nothing."""
        return self.faults[0].message if self.faults else ""

    @property
    def origin_id(self) -> str:
        return f"{self.id}-herkunft"

    @property
    def described_by(self) -> str:
        """Ids of hint, origin and error, as far as they exist."""
        ids = {self.hint_id: self.question.help, self.origin_id: self.origin, self.error_id: self.faults}
        return " ".join(name for name, there in ids.items() if there)

    @property
    def origin(self) -> str:
        """How the answer relates to what is known: locked, changed, vouched, own; "" if it doesn't."""
        if self.given is None:
            return ""
        if self.given.locked:
            return "locked"
        if self.given.confirmed and self.question.changed != "allow":
            return "changed" if self.given.is_changed_in(self.value) else "vouched"
        return "own" if self.value == self.given.value else ""

    @property
    def is_locked(self) -> bool:
        """Whether the whole answer can't be changed here."""
        return self.given is not None and WHOLE in self.given.locked

    @property
    def is_blank(self) -> bool:
        """Whether nothing of a visitor is in it, or in those that follow: then it looks the same to everybody."""
        untouched = self.value in (None, "", [], {}) and not self.faults and self.given is None and self.offer is None
        return untouched and all(isinstance(one, Field) and one.is_blank for one in chain(*self.followers.values()))

    @property
    def look(self) -> tuple[Hashable, ...]:
        """What a blank one looks like: two with the same look are drawn the same, as long as the question is held."""
        followers = tuple(
            (option, *(one.look for one in under if isinstance(one, Field))) for option, under in self.followers.items()
        )
        return (id(self.question), self.path, self.visible, followers)


@dataclass
class GroupItem:
    """One item of a group; a closed one shows only its title."""

    index: int
    path: str
    title: str
    summary: str
    fields: list["Part"]
    open: bool

    @property
    def name(self) -> str:
        return self.path.replace(".", "-")


@dataclass
class GroupField:
    """A repeating group: ``Hund 1``, ``Hund 2`` …"""

    question: Group
    items: list[GroupItem]
    visible: bool
    faults: list[Fault]
    is_group: bool = True

    @property
    def path(self) -> str:
        return self.question.id

    @property
    def name(self) -> str:
        return self.question.id

    @property
    def fault(self) -> str:
        """The first message about the group itself, or nothing."""
        return self.faults[0].message if self.faults else ""

    @property
    def may_shrink(self) -> bool:
        return len(self.items) > self.question.min_items

    @property
    def may_grow(self) -> bool:
        return len(self.items) < self.question.max_items


Part = Field | GroupField
"""What a page is made of."""
