"""What time brings to a workshop: the deadline, the reminder, the end. Each may be asked any number of times."""

from django.db import transaction
from django.utils import timezone

from rathaus.foundation.audit.actions import record
from rathaus.foundation.design.kept import raise_version
from rathaus.participation.workshops import draw
from rathaus.participation.workshops.models import (
    Commitment,
    FrozenList,
    Standing,
    State,
    Workshop,
)
from rathaus.participation.workshops.seats import SEAT_KIND, free_seats, seat
from rathaus.participation.workshops.telling import tell


def pass_time(workshop_pk: int) -> None:
    """Do what is due for this workshop."""
    with transaction.atomic():
        workshop = Workshop.objects.select_for_update().get(pk=workshop_pk)
        now = timezone.now()
        if workshop.state == State.OPEN and now >= workshop.register_by:
            _close(workshop)
        if workshop.reminds_now:
            _remind(workshop)
        if workshop.state == State.CLOSED and now >= workshop.ends_at:
            _finish(workshop)


def pass_time_for_all() -> int:
    """For every workshop for which something may be due; how many there were."""
    due = Workshop.objects.filter(state__in=(State.OPEN, State.CLOSED)).values_list("pk", flat=True)
    for pk in list(due):
        pass_time(pk)
    return len(due)


def _close(workshop: Workshop) -> None:
    workshop.state = State.CLOSED
    workshop.save(update_fields=["state"])
    if commitment := Commitment.objects.filter(workshop=workshop).first():
        _freeze(commitment, workshop)
    raise_version()
    record("workshop.closed", f"workshop:{workshop.slug}", by="system")


def _freeze(commitment: Commitment, workshop: Workshop) -> None:
    """The list is fixed; groups with seats for all need no draw."""
    taking_part = workshop.registrations.filter(standing=Standing.REQUESTED)
    entries = list(taking_part.values_list("number", "group"))
    text = draw.list_text(entries)
    frozen = FrozenList.objects.create(
        commitment=commitment, text=text, fingerprint=draw.sha256(text), quotas=workshop.quotas, at=timezone.now()
    )
    record("workshop.list_frozen", f"workshop:{workshop.slug}", by="system", fingerprint=frozen.fingerprint)
    for group in workshop.quotas.keys() - draw.oversubscribed(entries, workshop.quotas):
        lucky = list(taking_part.filter(group=group).select_related("key"))
        for registration, number in zip(lucky, free_seats(workshop, group), strict=False):
            seat(registration, number)
        tell(lucky, SEAT_KIND)


def _remind(workshop: Workshop) -> None:
    coming = workshop.registrations.seated().select_related("key", "person")
    tell(coming, "workshop_reminder", good_until=workshop.starts_at)
    workshop.reminded_at = timezone.now()
    workshop.save(update_fields=["reminded_at"])


def _finish(workshop: Workshop) -> None:
    workshop.state = State.HELD
    workshop.save(update_fields=["state"])
    raise_version()
    record("workshop.held", f"workshop:{workshop.slug}", by="system")
