"""How every change of a case begins and ends: lock, look whether it is still what was seen; count, record."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.lib.prepared import prepared, prepared_row
from rathaus.portal.cases.models import Case, Happening
from rathaus.portal.cases.retention import keep_until
from rathaus.portal.cases.rules import seat_of


class Stale(Exception):
    """Somebody changed the case since the page was made; ``since`` is what happened."""

    def __init__(self, case: Case, seen: int) -> None:
        super().__init__(case.reference)
        self.case = case
        self.since: QuerySet[Happening] = case.happenings.filter(revision__gt=seen).select_related("by", "whom")


def locked(case: Case, *, seen: int | None = None) -> Case:
    """The case as it stands, held until the transaction ends.

    Raises Stale if ``seen`` is not its revision, Case.DoesNotExist if it is gone.
    """
    if (current := held_if_there(case)) is None:
        raise Case.DoesNotExist
    if seen is not None and seen != current.revision:
        raise Stale(current, seen)
    return current


def held_if_there(case: Case) -> Case | None:
    """As ``locked``; None if the case is gone."""
    # Its own row first: then the rest is read as whoever had it before left it. And the transaction has begun, without
    # which no plan is kept (``lib/pooled_postgresql``).
    _hold(case.pk)
    return next(iter(_in_full(case.pk)), None)


@prepared
def _hold(case: int) -> QuerySet[Case, tuple[int]]:
    return Case.objects.select_for_update().filter(pk=case).values_list("pk")


@prepared
def _in_full(case: int) -> QuerySet[Case]:
    return Case.objects.in_full().filter(pk=case)


def demand(allowed: bool) -> None:
    """Raises PermissionDenied unless ``allowed``."""
    if not allowed:
        raise PermissionDenied


_open, _add = prepared_row(Case), prepared_row(Happening)


def happened(
    case: Case,
    verb: Happening.Verb,
    *,
    by: Person | str,
    public: bool = False,
    whom: Person | None = None,
    **detail: Any,
) -> Happening:
    """Save ``case`` with the next revision, add a line to its history and one (with ``detail``) to the audit chain."""
    case.revision += 1
    case.keep_until = keep_until(case)
    case.warned_on = case.warned_on if case.keep_until else None
    if case.pk:
        case.save()
    else:
        _open(case)
    line = Happening(
        case=case,
        verb=verb,
        at=timezone.now(),
        by=by if isinstance(by, Person) else None,
        whom=whom,
        public=public,
        revision=case.revision,
    )
    _add(line)
    seat = seat_of(by, case) if isinstance(by, Person) else {}
    record(f"case.{verb}", f"case:{case.reference}", by=by, revision=case.revision, **seat, **detail)
    return line


def signature(case: Case, by: Person) -> str:
    """How the city signs: ``Clara Weiß, Amt für Rechnungswesen und Steuern``."""
    return f"{by}, {case.office}"
