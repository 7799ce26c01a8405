"""Taking and assigning many cases at once: each for itself, so that one refusal undoes no other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.portal.cases.actions import assign, take
from rathaus.portal.cases.models import Case

MOST = 50


@dataclass(frozen=True)
class Outcome:
    """How many cases were done, and how many were not (someone else has them, or they are finished)."""

    done: int
    refused: int


def take_all(references: Iterable[str], *, by: Person) -> Outcome:
    """Take each case of ``references`` that nobody has."""
    return _each(references, by, lambda case: take(case, by=by))


def assign_all(references: Iterable[str], to: Person, *, by: Person) -> Outcome:
    """Give each case of ``references`` to ``to``."""
    return _each(references, by, lambda case: assign(case, to, by=by))


def _each(references: Iterable[str], by: Person, act: Callable[[Case], object]) -> Outcome:
    done = refused = 0
    for case in Case.objects.visible_at_desk(by.pk, timezone.localdate()).filter(reference__in=list(references)[:MOST]):
        try:
            act(case)
            done += 1
        except PermissionDenied:
            refused += 1
    return Outcome(done, refused)
