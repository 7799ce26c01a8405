"""In whose matters somebody may not take part on the city's side: § 20 (1) VwVfG NRW."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.representation.models import Mandate
from rathaus.lib.prepared import prepared


def close_to(person: int, today: date) -> QuerySet[Mandate, int]:
    """Ids of those she represents, and of her children even when they are grown up (numbers 2, 3 and 5)."""
    parent = Q(kind=Mandate.Kind.PARENT, ended_at=None)
    running = Q(pk__in=Mandate.objects.running(today).filter(agent=person))
    return Mandate.objects.filter(parent | running, agent=person).values_list("principal_id", flat=True)


def close_ones_of(person_id: int | None) -> QuerySet[Mandate, int | None]:
    """Ids of those who represent her, or are her parents."""
    parent = Q(kind=Mandate.Kind.PARENT, ended_at=None)
    running = Q(pk__in=Mandate.objects.running())
    return Mandate.objects.filter(parent | running, principal=person_id, agent__isnull=False).values_list(
        "agent_id", flat=True
    )


def is_close_to(person: Person, other_id: int | None) -> bool:
    """Herself or one of ``close_to``; asked once for each person object: a page asks many times."""
    if other_id is None:
        return False
    if other_id == person.pk:
        return True
    known: dict[str, set[int]] = vars(person)
    if "_close_to" not in known:
        known["_close_to"] = set(_close_to(person.pk, timezone.localdate()))
    return other_id in known["_close_to"]


_close_to = prepared(close_to)
