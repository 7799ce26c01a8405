"""When a motion is carried. Plain arithmetic on counts, no database; ``explaining.py`` puts it into words.

Sources: Gemeindeordnung NRW, applied to the committee as to a council. § 50 (1): "Beschlüsse werden mit Stimmenmehrheit
gefasst … Bei Stimmengleichheit gilt ein Antrag als abgelehnt." § 50 (5): abstentions count for the quorum, not for the
majority. § 49 (1): there is a quorum when more than half of the members are present.
"""

from dataclasses import dataclass
from enum import StrEnum


class Rule(StrEnum):
    SIMPLE = "simple"
    """More yes than no."""
    ABSOLUTE = "absolute"
    """Yes from more than half of all seats, present or not."""
    TWO_THIRDS = "two_thirds"
    """Yes from at least two thirds of those who said yes or no."""


@dataclass(frozen=True)
class Count:
    """The figures of a ballot; ``present`` without those excluded."""

    seats: int
    present: int
    yes: int
    no: int
    abstain: int = 0

    def __post_init__(self) -> None:
        if min(self.seats, self.present, self.yes, self.no, self.abstain) < 0:
            raise ValueError("Nobody can be fewer than none")
        if not self.yes + self.no + self.abstain <= self.present <= self.seats:
            raise ValueError("More votes than present, or more present than seats")

    @property
    def decisive(self) -> int:
        """Votes from which a majority is worked out."""
        return self.yes + self.no


def quorum(seats: int) -> int:
    """How many must be present: more than half."""
    return seats // 2 + 1


def is_quorate(count: Count) -> bool:
    return count.present >= quorum(count.seats)


def needed(rule: Rule, count: Count) -> int:
    """The fewest yes that would have carried the motion with as many decisive votes and seats; at least one."""
    if rule is Rule.ABSOLUTE:
        return count.seats // 2 + 1
    if rule is Rule.TWO_THIRDS:
        return max(1, -(-2 * count.decisive // 3))
    return count.decisive // 2 + 1


def is_carried(rule: Rule, count: Count) -> bool:
    """Whether the motion is accepted; never without quorum, and a tie is a no."""
    return is_quorate(count) and count.yes >= needed(rule, count)
