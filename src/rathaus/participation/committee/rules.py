"""Who may do what in the committee."""

from datetime import date

from django.db.models import Exists
from django.utils import timezone

from rathaus.foundation.accounts.audience import Audience
from rathaus.foundation.accounts.models import Person
from rathaus.participation.committee.models import Assignment, Ballot, Member
from rathaus.participation.ideas.team import is_on_team


def may_run(by: Person | str) -> bool:
    """The team keeps the committee's business; ``"system"`` is whoever runs the house."""
    return by == "system" if isinstance(by, str) else is_on_team(by)


def is_member(person: Person) -> bool:
    """On the committee today, with or without vote, or as a deputy."""
    return Member.objects.in_office(timezone.localdate()).filter(person=person).exists()


def may_record(by: Person | str, ballot: Ballot) -> bool:
    """Note the vote of a seat: hands that were raised, never what is secret. ``"system"`` replays what is invented."""
    return may_run(by) and (by == "system" or not ballot.is_secret)


def takes_part(person: Person) -> bool:
    """A member, or somebody asked to score an idea."""
    return is_member(person) or Assignment.objects.filter(person=person).exists()


def taking_part(person: int, today: date) -> tuple[Exists, Exists]:
    """The same, to be asked along with something else: whether she is a member, whether she was asked to score."""
    members, assignments = Member.objects.in_office(today), Assignment.objects.all()
    return Exists(members.filter(person=person)), Exists(assignments.filter(person=person))


MEMBER = Audience("committee", admits=is_member, strong=True)
PARTAKER = Audience("committee", admits=takes_part, strong=True)
