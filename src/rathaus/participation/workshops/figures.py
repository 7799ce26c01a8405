"""Seats and people by group, as a page shows them."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from rathaus.participation.workshops.models import Group, Registration, Standing, Workshop


@dataclass(frozen=True)
class Line:
    """One group: its seats, who has one, who waits, who is in the draw, who came."""

    group: Group
    quota: int
    seated: int
    waiting: int
    drawing: int
    present: int
    widest: int
    """The longest bar of the picture, so that all have one scale."""

    @property
    def registered(self) -> int:
        return self.seated + self.waiting + self.drawing

    @property
    def free(self) -> int:
        return max(self.quota - self.registered, 0)

    @property
    def taken(self) -> int:
        return min(self.registered, self.quota)

    @property
    def over(self) -> int:
        return self.registered - self.taken


def lines_of(workshop: Workshop) -> list[Line]:
    """One for each group, in one query."""
    rows = Registration.objects.active().filter(workshop=workshop).values_list("group", "standing").order_by()
    counted = list(rows.annotate(people=Count("pk"), present=Count("present_at")))
    standing = Counter({(group, standing): count for group, standing, count, _present in counted})
    came = Counter({group: present for group, standing, _c, present in counted if standing == Standing.SEATED})
    registered = Counter[str]()
    for group, _standing, count, _present in counted:
        registered[group] += count
    widest = max([*workshop.quotas.values(), *registered.values(), 1])
    return [
        Line(
            Group(group),
            quota,
            standing[group, Standing.SEATED],
            standing[group, Standing.WAITING],
            standing[group, Standing.REQUESTED],
            came[group],
            widest,
        )
        for group, quota in workshop.quotas.items()
    ]
