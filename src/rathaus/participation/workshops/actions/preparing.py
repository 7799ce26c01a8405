"""A series, its workshops and their tables are set up."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.design.kept import raise_version
from rathaus.participation.workshops.actions.asking import ask, locked
from rathaus.participation.workshops.actions.registering import NotOpen
from rathaus.participation.workshops.models import Group, Series, State, Table, Workshop
from rathaus.participation.workshops.seats import move_up_all
from rathaus.participation.workshops.tasks import at_its_times


class TooManySeated(Exception):
    """A group would have fewer seats than people who hold one already; ``group`` is a slug."""

    def __init__(self, group: str) -> None:
        super().__init__(group)
        self.group = group


@transaction.atomic
def create_series(
    *, slug: str, title: str, year: int, about: str = "", is_example: bool = False, by: Person | str
) -> Series:
    """A new series. Raises PermissionDenied, IntegrityError if the slug is taken."""
    ask(by)
    series = Series.objects.create(slug=slug, title=title, year=year, about=about, is_example=is_example)
    raise_version()
    record("series.created", f"series:{slug}", by=by)
    return series


@transaction.atomic
def create_workshop(series: Series, *, by: Person | str, **said: Any) -> Workshop:
    """A planned workshop; ``said`` are fields of the model. Raises PermissionDenied, IntegrityError."""
    ask(by)
    workshop = Workshop.objects.create(series=series, **said)
    raise_version()
    record("workshop.created", f"workshop:{workshop.slug}", by=by)
    return workshop


@transaction.atomic
def change_workshop(workshop: Workshop, *, by: Person | str, **said: Any) -> Workshop:
    """Change what is said of it, or its quotas; times and place change by ``move_workshop``.

    More seats move the waiting list up. Raises PermissionDenied, TooManySeated.
    """
    current = locked(workshop, by)
    for name, value in said.items():
        setattr(current, name, value)
    _check_quotas(current)
    current.save(update_fields=list(said))
    move_up_all(current)
    raise_version()
    record("workshop.changed", f"workshop:{current.slug}", by=by, fields=sorted(said))
    return current


@transaction.atomic
def set_tables(
    workshop: Workshop, themes: Sequence[str], *, seats: int, by: Person | str, examples: bool = False
) -> None:
    """Tables 1, 2, 3 … with these themes; tables beyond them go, with the wishes for them. Raises PermissionDenied."""
    current = locked(workshop, by)
    for number, theme in enumerate(themes, start=1):
        said = {"theme": theme, "seats": seats, "is_example": examples}
        Table.objects.update_or_create(workshop=current, number=number, defaults=said)
    current.tables.filter(number__gt=len(themes)).delete()
    raise_version()
    record("workshop.tables", f"workshop:{current.slug}", by=by, count=len(themes))


@transaction.atomic
def open_registration(workshop: Workshop, *, by: Person | str) -> Workshop:
    """From now on people can register until the deadline. Raises PermissionDenied, NotOpen if it is not planned."""
    current = locked(workshop, by)
    if current.state != State.PLANNED or not current.is_before_deadline:
        raise NotOpen
    current.state = State.OPEN
    current.save(update_fields=["state"])
    at_its_times(current)
    raise_version()
    record("workshop.opened", f"workshop:{current.slug}", by=by)
    return current


def _check_quotas(workshop: Workshop) -> None:
    """Seats are numbered: none beyond the quota may be held."""
    for group in Group.values:
        if workshop.registrations.filter(group=group, seat__gt=workshop.quotas[group]).exists():
            raise TooManySeated(group)
