"""What a ballot has come to, worked out from what is stored."""

from collections import Counter
from dataclasses import dataclass

from django.utils import timezone

from rathaus.participation.committee.explaining import explain, explain_quorum
from rathaus.participation.committee.majority import Count, Rule, is_carried, is_quorate, needed
from rathaus.participation.committee.models import Attendance, Ballot, Choice, Exclusion, Meeting, Member
from rathaus.participation.committee.models.seats import MemberQuerySet


@dataclass(frozen=True)
class Outcome:
    """A closed ballot with its figures, its verdict and the sentences that explain it."""

    ballot: Ballot
    count: Count

    @property
    def carried(self) -> bool:
        return is_carried(Rule(self.ballot.rule), self.count)

    @property
    def quorate(self) -> bool:
        return is_quorate(self.count)

    @property
    def needed(self) -> int:
        return needed(Rule(self.ballot.rule), self.count)

    @property
    def excluded(self) -> int:
        return self.ballot.excluded or 0

    @property
    def absent(self) -> int:
        """Seats that nobody took; one whose holder is excluded is not among them."""
        return self.count.seats - self.count.present - self.excluded

    @property
    def silent(self) -> int:
        """Present, but without a vote."""
        return self.count.present - self.count.decisive - self.count.abstain

    @property
    def sentences(self) -> list[str]:
        return [explain_quorum(self.count), explain(Rule(self.ballot.rule), self.count)]

    @property
    def marks(self) -> list[str]:
        """One word a seat, for the drawing: first who said yes, last who was away."""
        figures = {
            "yes": self.count.yes,
            "abstain": self.count.abstain,
            "no": self.count.no,
            "out": self.excluded,
            "away": self.absent + self.silent,
        }
        return [mark for mark, number in figures.items() for _ in range(number)]


def outcome_of(ballot: Ballot) -> Outcome:
    """Of a closed ballot."""
    assert ballot.seats is not None  # a constraint sees to it
    assert ballot.present is not None
    box = ballot.papers if ballot.is_secret else ballot.votes
    cast = Counter(box.values_list("choice", flat=True))
    count = Count(ballot.seats, ballot.present, cast[Choice.YES], cast[Choice.NO], cast[Choice.ABSTAIN])
    return Outcome(ballot, count)


@dataclass(frozen=True)
class Roll:
    """Who counts for a ballot at this moment."""

    seats: int
    present: int
    excluded: int


def roll_of(ballot: Ballot) -> Roll:
    """Seats in office; those present and not excluded (in a circular resolution: those who voted); the excluded."""
    meeting = ballot.item.meeting
    seats = set(voting_seats(meeting).values_list("pk", flat=True))
    taken = Attendance.objects.filter(meeting=meeting, seat__in=seats)
    out = Exclusion.objects.filter(item=ballot.item).values("member")
    excluded = set(taken.filter(present__in=out).values_list("seat", flat=True))
    voted = set(ballot.votes.values_list("seat", flat=True))
    there = set() if meeting.is_circular else set(taken.values_list("seat", flat=True)) - excluded
    return Roll(len(seats | voted), len(there | voted), len(excluded))


def voting_seats(meeting: Meeting) -> MemberQuerySet:
    """Seats with a vote in this meeting."""
    day = timezone.localdate(meeting.starts_at)
    return Member.objects.filter(committee=meeting.committee_id).in_office(day).voting()
