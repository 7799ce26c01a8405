"""The draw: commit to a seed, name the public value, draw."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.design.kept import raise_version
from rathaus.foundation.vault.actions import create_key
from rathaus.participation.workshops import draw
from rathaus.participation.workshops.actions.asking import ask, lock, locked
from rathaus.participation.workshops.clock import pass_time
from rathaus.participation.workshops.models import (
    Announcement,
    Commitment,
    FrozenList,
    Registration,
    Result,
    Standing,
    State,
    Workshop,
)
from rathaus.participation.workshops.seats import free_seats, seat
from rathaus.participation.workshops.tasks import tell_all


class DrawRefused(Exception):
    """The draw's own order does not let this happen now; ``code`` says why.

    ``committed``, ``not_planned``, ``too_early`` (the value would be known before the list is frozen), ``not_frozen``,
    ``not_known`` (the announced moment has not come), ``drawn``, ``late`` (the list was frozen too late).
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Source:
    """The public value: whose, how many numbers, and when it will be known."""

    text: str
    numbers: int
    known_at: datetime


@transaction.atomic
def commit_seed(workshop: Workshop, source: Source, *, by: Person | str) -> Commitment:
    """Publish the hash of a new secret seed and name the public value. Raises PermissionDenied, DrawRefused."""
    current = locked(workshop, by)
    if Commitment.objects.filter(workshop=current).exists():
        raise DrawRefused("committed")
    if current.state != State.PLANNED:
        raise DrawRefused("not_planned")
    seed, key = draw.new_seed(), create_key()
    commitment = Commitment.objects.create(
        workshop=current,
        digest=draw.sha256(seed),
        key=key,
        sealed_seed=key.seal(seed.encode(), f"seed:{current.pk}"),
        at=timezone.now(),
    )
    announce_source(commitment, source, current.register_by)
    raise_version()
    record("workshop.committed", f"workshop:{current.slug}", by=by, digest=commitment.digest)
    return commitment


def announce_source(commitment: Commitment, source: Source, register_by: datetime) -> Announcement:
    """Name (or, while the deadline is moved, name anew) the public value. Raises DrawRefused."""
    now = timezone.now()
    if FrozenList.objects.filter(commitment=commitment).exists():
        raise DrawRefused("committed")
    if source.known_at <= max(register_by, now):
        raise DrawRefused("too_early")
    return Announcement.objects.create(
        commitment=commitment, source=source.text, numbers=source.numbers, known_at=source.known_at, at=now
    )


@transaction.atomic
def draw_lots(workshop: Workshop, typed: str, *, link: str = "", by: Person | str) -> Result:
    """Combine the seed with the public value and give the seats; everyone is told.

    Raises PermissionDenied, DrawRefused, draw.NotAValue.
    """
    ask(by)
    pass_time(workshop.pk)
    current = lock(workshop)
    frozen = _drawable(current)
    value = draw.public_value(typed, frozen.commitment.announced.numbers)
    seed = frozen.commitment.seed
    result = Result.objects.create(frozen=frozen, seed=seed, value=value, link=link, at=timezone.now())
    _give_seats(current, draw.order(draw.entries_in(frozen.text), seed, value))
    raise_version()
    record("workshop.drawn", f"workshop:{current.slug}", by=by, value=value, commitment=frozen.commitment.digest)
    return result


def _drawable(workshop: Workshop) -> FrozenList:
    frozen = FrozenList.objects.select_related("commitment__key").filter(commitment__workshop=workshop).first()
    if frozen is None:
        raise DrawRefused("not_frozen")
    if Result.objects.filter(frozen=frozen).exists():
        raise DrawRefused("drawn")
    known_at = frozen.commitment.announced.known_at
    if frozen.at >= known_at:
        raise DrawRefused("late")
    if timezone.now() < known_at:
        raise DrawRefused("not_known")
    return frozen


def _give_seats(workshop: Workshop, lots: list[draw.Lot]) -> None:
    """In the order of the lots: seats while there are any, then the waiting list. Who has given back is passed over."""
    waiting = {r.number: r for r in workshop.registrations.filter(standing=Standing.REQUESTED)}
    free = {group: free_seats(workshop, group) for group in workshop.quotas}
    told: dict[str, list[int]] = {"workshop_seat": [], "workshop_waiting": []}
    for rank, lot in enumerate(lots, start=1):
        if registration := waiting.get(lot.number):
            lucky = _placed(registration, rank, free[lot.group])
            told["workshop_seat" if lucky else "workshop_waiting"].append(registration.pk)
    for kind, registrations in told.items():
        tell_all.enqueue(registrations, kind)


def _placed(registration: Registration, rank: int, free: list[int]) -> bool:
    """Whether it got a seat."""
    registration.rank, registration.standing = rank, Standing.WAITING
    registration.save(update_fields=["rank", "standing"])
    if free:
        seat(registration, free.pop(0))
        return True
    return False
