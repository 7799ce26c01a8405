"""Ballots: opened, cast, closed. Who may vote is also kept by the database (``guards.py``)."""

import random
from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.design.kept import raise_version
from rathaus.lib.text import clean
from rathaus.participation.committee.actions.asking import ask_to_run, insist
from rathaus.participation.committee.actions.telling import tell_members
from rathaus.participation.committee.counting import Outcome, outcome_of, roll_of
from rathaus.participation.committee.majority import Rule, quorum
from rathaus.participation.committee.models import Attendance, Ballot, Choice, Exclusion, Item, Member, Paper, Vote
from rathaus.participation.committee.refusals import NotNow
from rathaus.participation.committee.rules import may_record


@transaction.atomic
def exclude(item: Item, member: Member, reason: str, *, by: Person | str) -> Exclusion:
    """Somebody has a conflict of interest and leaves for this item. Raises PermissionDenied, NotNow."""
    ask_to_run(by)
    voted = Vote.objects.filter(ballot__item=item, cast_by=member)
    insist(not voted.exists(), _("Wer schon abgestimmt hat, kann nicht mehr ausgeschlossen werden."))
    exclusion, _new = Exclusion.objects.get_or_create(item=item, member=member, defaults={"reason": clean(reason)})
    record("item.excluded", f"item:{item.pk}", by=by, member=member.pk)
    return exclusion


@transaction.atomic
def readmit(exclusion: Exclusion, *, by: Person | str) -> None:
    """It was a mistake. Raises PermissionDenied, NotNow once a ballot was held."""
    ask_to_run(by)
    insist(not exclusion.item.ballots.exists(), _("Über den Punkt wurde schon abgestimmt."))
    record("item.readmitted", f"item:{exclusion.item_id}", by=by, member=exclusion.member_id)
    exclusion.delete()


@transaction.atomic
def open_ballot(
    item: Item,
    *,
    by: Person | str,
    question: str = "",
    kind: str = Ballot.Kind.OPEN,
    rule: str = Rule.SIMPLE,
    is_example: bool = False,
) -> Ballot:
    """Put an item to the vote; in the room only with a quorum. Raises PermissionDenied, NotNow."""
    ask_to_run(by)
    item = Item.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=item.pk)
    insist(item.meeting.is_running, _("Abgestimmt wird nur, während die Sitzung läuft."))
    insist(not hasattr(item, "decision"), _("Über den Punkt ist schon entschieden."))
    insist(not item.ballots.filter(closed_at=None).exists(), _("Eine Abstimmung ist schon offen."))
    ballot = Ballot(
        item=item,
        question=clean(question) or item.title,
        kind=kind,
        rule=Rule(rule).value,
        opened_at=timezone.now(),
        is_example=is_example or item.meeting.is_example,
    )
    ballot.save()
    roll = roll_of(ballot)
    insist(item.meeting.is_circular or roll.present >= quorum(roll.seats), _("Der Kreis ist nicht beschlussfähig."))
    record("ballot.opened", f"ballot:{ballot.pk}", by=by, kind=str(kind), rule=ballot.rule)
    if item.meeting.is_circular:
        tell_members(item.meeting, "committee_ballot")
    return ballot


@transaction.atomic
def cast_vote(ballot: Ballot, choice: str, *, by: Person | str, seat: Member | None = None) -> None:
    """Vote as the one who sits there; with ``seat`` the team notes a raised hand. Raises PermissionDenied, NotNow."""
    ballot = Ballot.objects.select_for_update(of=("self",)).select_related("item__meeting").get(pk=ballot.pk)
    place = _place(ballot, by, seat)
    insist(ballot.is_open and ballot.item.meeting.is_running, _("Die Abstimmung ist beendet."))
    deadline = ballot.item.meeting.deadline
    insist(deadline is None or timezone.now() <= deadline, _("Die Frist ist abgelaufen."))
    insist(not ballot.votes.filter(seat=place.seat_id).exists(), _("Für diesen Platz ist schon abgestimmt."))
    out = Exclusion.objects.filter(item=ballot.item_id, member=place.present_id)
    insist(not out.exists(), _("Wegen Befangenheit ist dieser Platz von der Abstimmung ausgeschlossen."))
    _cast(ballot, place, Choice(choice))
    record("ballot.voted", f"ballot:{ballot.pk}", by=by, seat=place.seat_id)


@transaction.atomic
def close_ballot(ballot: Ballot, *, by: Person | str) -> Outcome:
    """Count. Raises PermissionDenied, NotNow."""
    ask_to_run(by)
    ballot = Ballot.objects.select_for_update(of=("self",)).select_related("item__meeting__committee").get(pk=ballot.pk)
    insist(ballot.is_open, _("Die Abstimmung ist beendet."))
    roll = roll_of(ballot)
    ballot.seats, ballot.present, ballot.excluded = roll.seats, roll.present, roll.excluded
    ballot.closed_at = timezone.now()
    ballot.save(update_fields=["seats", "present", "excluded", "closed_at"])
    raise_version()
    record("ballot.closed", f"ballot:{ballot.pk}", by=by)
    return outcome_of(ballot)


@transaction.atomic
def hold_ballot(
    item: Item, votes: Mapping[Member, str], *, by: Person | str, kind: str = Ballot.Kind.OPEN, rule: str = Rule.SIMPLE
) -> Outcome:
    """A whole ballot at once, seat by seat, as a clerk notes it afterwards. Raises PermissionDenied, NotNow."""
    ballot = open_ballot(item, by=by, kind=kind, rule=rule)
    for seat, choice in votes.items():
        cast_vote(ballot, choice, by=by, seat=seat)
    return close_ballot(ballot, by=by)


def _place(ballot: Ballot, by: Person | str, seat: Member | None) -> Attendance:
    """The seat that is voted for and who sits there. Raises PermissionDenied for whoever sits nowhere."""
    taken = Attendance.objects.filter(meeting=ballot.item.meeting_id, seat__role__in=Member.VOTING)
    if seat is not None and not may_record(by, ballot):
        raise PermissionDenied
    if seat is None and not isinstance(by, Person):
        raise PermissionDenied
    place = taken.filter(seat=seat).first() if seat else taken.filter(present__person=by).first()  # type: ignore[misc]
    if place is None and seat is None:
        raise PermissionDenied
    if place is None:
        raise NotNow(_("Auf diesem Platz sitzt niemand."))
    return place


def _cast(ballot: Ballot, place: Attendance, choice: Choice) -> None:
    kept = "" if ballot.is_secret else choice
    try:
        with transaction.atomic():
            Vote.objects.create(ballot=ballot, seat_id=place.seat_id, cast_by_id=place.present_id, choice=kept)
    except IntegrityError as error:
        raise NotNow(_("Für diesen Platz kann so nicht abgestimmt werden.")) from error
    if ballot.is_secret:
        _drop(ballot, choice)


def _drop(ballot: Ballot, choice: Choice) -> None:
    """Put the paper in and shake the box: all papers are written anew, so that their order in the file says nothing."""
    choices = [*ballot.papers.values_list("choice", flat=True), choice]
    ballot.papers.all().delete()
    random.SystemRandom().shuffle(choices)
    for each in choices:
        Paper.objects.create(ballot=ballot, choice=each)
