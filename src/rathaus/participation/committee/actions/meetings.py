"""A meeting from plan to end."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.design.kept import raise_version
from rathaus.foundation.vault.actions import create_key
from rathaus.lib.text import clean
from rathaus.participation.committee.actions.agenda import bring_before_committee
from rathaus.participation.committee.actions.asking import ask_to_run, insist
from rathaus.participation.committee.actions.telling import tell_members
from rathaus.participation.committee.counting import voting_seats
from rathaus.participation.committee.models import Attendance, Ballot, Committee, Meeting, Member


@transaction.atomic
def plan_meeting(
    committee: Committee,
    starts_at: datetime,
    *,
    by: Person | str,
    place: str = "",
    note: str = "",
    deadline: datetime | None = None,
    is_example: bool = False,
) -> Meeting:
    """Prepare a meeting; with ``deadline`` it is a circular resolution. Raises PermissionDenied, NotNow."""
    ask_to_run(by)
    insist(deadline is None or deadline > starts_at, _("Die Frist muss nach dem Beginn liegen."))
    locked = Committee.objects.select_for_update().get(pk=committee.pk)
    last = locked.meetings.aggregate(last=Max("number"))["last"] or 0
    meeting = Meeting.objects.create(
        committee=committee,
        number=last + 1,
        slug=_slug(starts_at),
        kind=Meeting.Kind.CIRCULAR if deadline else Meeting.Kind.ROOM,
        starts_at=starts_at,
        deadline=deadline,
        place=clean(place),
        note=clean(note),
        key=create_key(),
        is_example=is_example,
    )
    record("meeting.planned", f"meeting:{meeting.slug}", by=by)
    return meeting


@transaction.atomic
def change_meeting(
    meeting: Meeting, *, by: Person | str, starts_at: datetime, place: str, note: str, deadline: datetime | None = None
) -> None:
    """Time, place, note; its address stays. Members who were invited are told. Raises PermissionDenied, NotNow."""
    ask_to_run(by)
    insist(meeting.state in (Meeting.State.PLANNED, Meeting.State.INVITED), _("Die Sitzung hat schon begonnen."))
    insist(bool(deadline) == meeting.is_circular, _("Ein Umlaufverfahren braucht eine Frist, eine Sitzung keine."))
    insist(deadline is None or deadline > starts_at, _("Die Frist muss nach dem Beginn liegen."))
    meeting.starts_at, meeting.place, meeting.note, meeting.deadline = starts_at, clean(place), clean(note), deadline
    meeting.save(update_fields=["starts_at", "place", "note", "deadline"])
    raise_version()
    record("meeting.changed", f"meeting:{meeting.slug}", by=by)
    if meeting.state == Meeting.State.INVITED:
        tell_members(meeting, "committee_meeting")


@transaction.atomic
def invite(meeting: Meeting, *, by: Person | str) -> None:
    """Publish the agenda and invite all members and deputies. Raises PermissionDenied, NotNow."""
    ask_to_run(by)
    insist(meeting.state == Meeting.State.PLANNED, _("Eingeladen ist schon."))
    insist(meeting.items.exists(), _("Die Tagesordnung ist noch leer."))
    _set_state(meeting, Meeting.State.INVITED)
    for item in meeting.items.select_related("idea", "meeting"):
        bring_before_committee(item)
    record("meeting.invited", f"meeting:{meeting.slug}", by=by)
    tell_members(meeting, "committee_meeting")


@transaction.atomic
def begin_meeting(meeting: Meeting, *, by: Person | str) -> None:
    """Open it. In a circular resolution all members have the floor by themselves. Raises PermissionDenied, NotNow."""
    ask_to_run(by)
    insist(meeting.state == Meeting.State.INVITED, _("Beginnen kann nur eine Sitzung, zu der eingeladen ist."))
    _set_state(meeting, Meeting.State.RUNNING)
    for item in meeting.items.select_related("idea", "meeting"):
        bring_before_committee(item)
    if meeting.is_circular:
        _seat(meeting, {seat.pk: seat.pk for seat in voting_seats(meeting)})
    record("meeting.begun", f"meeting:{meeting.slug}", by=by)


@transaction.atomic
def note_presence(meeting: Meeting, present: Mapping[int, int | None], *, by: Person | str) -> None:
    """Who is here: seat → the member or deputy who sits there, None for nobody; seats not named stay as they are.

    Raises PermissionDenied, NotNow.
    """
    ask_to_run(by)
    insist(Meeting.objects.select_for_update().get(pk=meeting.pk).is_running, _("Die Sitzung läuft nicht."))
    day = timezone.localdate(meeting.starts_at)
    known = {m.pk: m.seat_id for m in Member.objects.filter(committee=meeting.committee_id).in_office(day)}
    fits = all(
        seat in known and who in (None, *(pk for pk, at in known.items() if at == seat))
        for seat, who in present.items()
    )
    insist(fits, _("Auf einem Platz sitzt das Mitglied oder seine Stellvertretung."))
    _seat(meeting, present)
    record("meeting.presence", f"meeting:{meeting.slug}", by=by)


@transaction.atomic
def close_meeting(meeting: Meeting, *, by: Person | str) -> None:
    """End it. Raises PermissionDenied, NotNow while a ballot is open."""
    ask_to_run(by)
    insist(meeting.is_running, _("Die Sitzung läuft nicht."))
    undecided = Ballot.objects.filter(item__meeting=meeting, closed_at=None)
    insist(not undecided.exists(), _("Eine Abstimmung ist noch offen."))
    meeting.closed_at = timezone.now()
    _set_state(meeting, Meeting.State.CLOSED)
    record("meeting.closed", f"meeting:{meeting.slug}", by=by)


def _seat(meeting: Meeting, present: Mapping[int, int | None]) -> None:
    for seat, who in present.items():
        if who is None:
            Attendance.objects.filter(meeting=meeting, seat_id=seat).delete()
        else:
            Attendance.objects.update_or_create(meeting=meeting, seat_id=seat, defaults={"present_id": who})


def _set_state(meeting: Meeting, state: str) -> None:
    meeting.state = state
    meeting.save(update_fields=["state", "closed_at"])
    raise_version()


def _slug(starts_at: datetime) -> str:
    day = timezone.localdate(starts_at).isoformat()
    same = Meeting.objects.filter(slug__startswith=day).count()
    return f"{day}-{same + 1}" if same else day
