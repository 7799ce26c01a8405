"""The day itself: who sits where, who has come."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.participation.workshops.actions.asking import locked
from rathaus.participation.workshops.models import Placement, Workshop
from rathaus.participation.workshops.tables import Guest, allocate
from rathaus.participation.workshops.tasks import tell_all


@transaction.atomic
def allocate_tables(workshop: Workshop, *, only_present: bool = False, by: Person | str) -> int:
    """Give everyone who has a seat two tables, and tell how many there were; done again, all sit anew.

    ``only_present``: on the day, those who came. Raises PermissionDenied, tables.TooFewSeats.
    """
    current = locked(workshop, by)
    coming = list(current.registrations.seated())
    if only_present:
        coming = [registration for registration in coming if registration.present_at]
    guests = [Guest(r.pk, r.group, r.wishes) for r in coming]
    rounds = allocate(guests, dict(current.tables.values_list("pk", "seats")))
    Placement.objects.filter(registration__workshop=current).delete()
    Placement.objects.bulk_create(
        Placement(registration_id=pk, table_id=table, round=number)
        for pk, tables in rounds.items()
        for number, table in enumerate(tables, start=1)
    )
    if not only_present:
        tell_all.enqueue(sorted(rounds), "workshop_tables")
    record("workshop.allocated", f"workshop:{current.slug}", by=by, people=len(rounds))
    return len(rounds)


@transaction.atomic
def check_in(workshop: Workshop, numbers: Collection[str], *, by: Person | str) -> int:
    """Exactly the seats with these numbers are present; how many there are. Raises PermissionDenied."""
    current = locked(workshop, by)
    seated = current.registrations.seated()
    seated.filter(number__in=numbers, present_at=None).update(present_at=timezone.now())
    seated.exclude(number__in=numbers).update(present_at=None)
    record("workshop.checked_in", f"workshop:{current.slug}", by=by)
    return seated.exclude(present_at=None).count()
