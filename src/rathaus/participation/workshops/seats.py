"""Seats within a group's quota. Whoever calls this has locked the workshop."""

from django.db.models import Max

from rathaus.participation.workshops.models import Group, Registration, Standing, Workshop
from rathaus.participation.workshops.telling import tell

SEAT_KIND = "workshop_seat"


def free_seats(workshop: Workshop, group: str) -> list[int]:
    """Numbers of the group's seats that nobody holds."""
    held = workshop.registrations.filter(group=group).seated().values_list("seat", flat=True)
    return sorted(set(range(1, workshop.quotas[group] + 1)) - set(held))


def has_line(workshop: Workshop, group: str) -> bool:
    """Whether someone of this group waits, or waits for the draw."""
    before = (Standing.WAITING, Standing.REQUESTED)
    return workshop.registrations.filter(group=group, standing__in=before).exists()


def seat(registration: Registration, number: int) -> None:
    """Give it this seat."""
    registration.standing, registration.seat = Standing.SEATED, number
    registration.save(update_fields=["standing", "seat"])


def next_rank(workshop: Workshop) -> int:
    """Behind all who are in the draw or came since."""
    last = workshop.registrations.aggregate(last=Max("rank"))["last"] or 0
    return max(last, workshop.registrations.filter(standing=Standing.REQUESTED).count()) + 1


def move_up(workshop: Workshop, group: str) -> list[Registration]:
    """Free seats go to those who wait, in their order; they are told. While a draw is to come, nobody moves."""
    if workshop.is_over or workshop.registrations.filter(group=group, standing=Standing.REQUESTED).exists():
        return []
    free = free_seats(workshop, group)
    lucky = list(workshop.registrations.filter(group=group).in_line().select_related("key")[: len(free)])
    for registration, number in zip(lucky, free, strict=False):
        seat(registration, number)
    tell(lucky, SEAT_KIND)
    return lucky


def move_up_all(workshop: Workshop) -> None:
    """In every group."""
    for group in Group.values:
        move_up(workshop, group)
