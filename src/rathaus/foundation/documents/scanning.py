"""Scanning what came from outside: until there is a verdict a file is withheld, however long that takes.

While clamd is away, one file tries for all that wait.
"""

import logging
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, F, Min, Q, QuerySet
from django.utils import timezone

from rathaus.foundation.audit.actions import record
from rathaus.foundation.documents import clamd, receivers, shelf
from rathaus.foundation.documents.clamd import Refused, Unavailable, Verdict
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.documents.scans import Scan, Scanner
from rathaus.foundation.documents.withholding import OPEN, WITHHELD, State
from rathaus.foundation.vault.sealing import Broken

PAUSES = [timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 15, 30, 60)]
"""The waits between turns while it is away, and between questions about one file; the last one over and over."""
TURN = timedelta(minutes=10)
"""So long one turn may take; after that its process is taken for dead."""
_SECONDS, _FILES = 120, 200
"""A turn begins no file after so many seconds, and takes no more than so many."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Figures:
    """How the scanner stands, for administrators."""

    waiting: int
    oldest: datetime | None
    infected: int
    unscanned: int
    away_since: datetime | None
    due_at: datetime | None
    trouble: str


def is_on() -> bool:
    """Files are scanned at all."""
    return bool(settings.CLAMD_URL)


def figures() -> Figures:
    """By the index of states. Without a scanner nobody counts what it has yet to look at: that would grow for ever."""
    scanner = Scanner.objects.first() or Scanner()
    counted = StoredFile.objects.filter(state__in=(*OPEN, State.INFECTED) if is_on() else WITHHELD)
    rows = list(counted.values_list("state").order_by().annotate(Count("pk"), Min("created_at")))
    counts = {state: count for state, count, _oldest in rows}
    oldest = {state: oldest for state, _count, oldest in rows}
    return Figures(
        waiting=counts.get(State.WAITING, 0),
        oldest=oldest.get(State.WAITING),
        infected=counts.get(State.INFECTED, 0),
        unscanned=counts.get(State.UNSCANNED, 0),
        away_since=scanner.away_since,
        due_at=scanner.due_at,
        trouble=scanner.trouble,
    )


def first_look(file_id: str) -> timedelta | None:
    """Ask about a file that has just come; the wait after which those that wait need a turn, None for no need."""
    if not is_on():
        return None
    return timedelta(0) if _is_away() else _attempt(file_id)


@transaction.atomic
def book_turn(pause: timedelta) -> timedelta | None:
    """The wait until a turn that the caller has to begin; None where one is on its way already."""
    scanner, _new = Scanner.objects.select_for_update().get_or_create(pk=1)
    now = timezone.now()
    if scanner.due_at and scanner.due_at > now - TURN:
        return None
    pause = max(pause, _pause(scanner.failures - 1)) if scanner.away_since else pause
    scanner.due_at = now + pause
    scanner.save(update_fields=["due_at"])
    return pause


def until_turn() -> timedelta | None:
    """The wait until the turn that is booked, or that another process has and may have died of; None for now."""
    due_at = Scanner.objects.filter(due_at__gt=timezone.now()).values_list("due_at", flat=True).first()
    return max(due_at - timezone.now(), timedelta(0)) if due_at else None


def take_turn() -> timedelta | None:
    """Ask about all that wait, then about what nobody has looked at yet; the wait until the next turn, which is booked,
    or None where nothing waits for it."""
    now = timezone.now()
    if not is_on() or not Scanner.objects.filter(due_at__lte=now).update(due_at=now + TURN):
        return None
    until = time.monotonic() + _SECONDS
    for file_id in _due():
        _attempt(file_id)
        if time.monotonic() > until or _is_away():
            break
    return _next_turn()


def something_waits() -> bool:
    """Some file has no verdict yet, and could have one."""
    return is_on() and StoredFile.objects.filter(state__in=OPEN).exists()


def _attempt(file_id: str) -> timedelta | None:
    """Ask about one file, with no transaction open: it would hold back all other writers."""
    file = StoredFile.objects.select_related("key").filter(pk=file_id, state__in=OPEN).first()
    if file is None:
        return None
    try:
        verdict = clamd.examine(file.unsealed())
    except Unavailable as error:
        _note_trouble(file, str(error), wait=False)
        return _note_away(str(error))
    except (Refused, Broken, FileNotFoundError, shelf.Unavailable) as error:
        _note_trouble(file, str(error) if isinstance(error, Refused) else type(error).__name__, wait=True)
        return PAUSES[0]
    Scanner.objects.filter(away_since__isnull=False).update(away_since=None, failures=0, trouble="")
    _settle(file, verdict)
    return None


@transaction.atomic
def _settle(file: StoredFile, verdict: Verdict) -> None:
    """The verdict counts; of two processes that ask about one file, only the first one's."""
    file.state = State.INFECTED if verdict.found else State.CLEAN
    if not StoredFile.objects.filter(pk=file.pk, state__in=OPEN).update(state=file.state):
        return
    said = {"engine": verdict.engine, "found": verdict.found, "done_at": timezone.now(), "due_at": None, "trouble": ""}
    Scan.objects.update_or_create(file=file, defaults=said)
    receivers.hand_over(file)
    if verdict.found:
        record("file.quarantined", f"file:{file.pk}", by="system", found=verdict.found, engine=verdict.engine)


def _note_trouble(file: StoredFile, why: str, *, wait: bool) -> None:
    logger.warning("File %s could not be scanned: %s", file.pk, why)
    scan, _new = Scan.objects.get_or_create(file=file)
    scan.due_at = timezone.now() + _pause(scan.tries) if wait else None
    scan.tries, scan.trouble = scan.tries + 1, why[:100]
    scan.save()


@transaction.atomic
def _note_away(why: str) -> timedelta:
    scanner, _new = Scanner.objects.select_for_update().get_or_create(pk=1)
    pause = _pause(scanner.failures)
    scanner.away_since, scanner.failures = scanner.away_since or timezone.now(), scanner.failures + 1
    scanner.trouble = why[:100]
    scanner.save(update_fields=["away_since", "failures", "trouble"])
    return pause


@transaction.atomic
def _next_turn() -> timedelta | None:
    scanner = Scanner.objects.select_for_update().get(pk=1)
    pause = _pause(scanner.failures - 1) if scanner.away_since else _until_something_is_due()
    scanner.due_at = None if pause is None else timezone.now() + pause
    scanner.save(update_fields=["due_at"])
    return pause


def _until_something_is_due() -> timedelta | None:
    if _due():
        return timedelta(0)
    later = Scan.objects.filter(file__state__in=OPEN, due_at__isnull=False).aggregate(first=Min("due_at"))["first"]
    return max(later - timezone.now(), timedelta(0)) if later else None


def _due() -> list[str]:
    """Files that can be asked about now: those that people wait for first, and of these the least tried."""
    at_all = Q(scan=None) | Q(scan__due_at=None) | Q(scan__due_at__lte=timezone.now())
    waiting = StoredFile.objects.filter(at_all, state=State.WAITING)
    unscanned = StoredFile.objects.filter(at_all, state=State.UNSCANNED)
    by_tries = waiting.order_by(F("scan__tries").asc(nulls_first=True), "created_at")
    return _names(by_tries) or _names(unscanned.order_by("created_at"))


def _names(files: QuerySet[StoredFile]) -> list[str]:
    return [str(name) for name in files.values_list("pk", flat=True)[:_FILES]]


def _is_away() -> bool:
    return Scanner.objects.filter(away_since__isnull=False).exists()


def _pause(failures: int) -> timedelta:
    return PAUSES[min(max(failures, 0), len(PAUSES) - 1)]
