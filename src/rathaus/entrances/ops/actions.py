"""What keeps a house going: signs of life, abandoned tasks, upkeep."""

from datetime import timedelta

from django.db import InterfaceError, OperationalError
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from rathaus.entrances.ops.models import Worker
from rathaus.foundation.documents.refusals import Unavailable
from rathaus.portal.applications.actions.drafts import discard
from rathaus.portal.applications.models import Draft

SILENCE = timedelta(seconds=30)
"""A worker that gave no sign for so long is taken for dead."""

ATTEMPTS = 5
"""So many workers may die of one task."""


PAUSE = timedelta(minutes=1)
"""So long a task waits that could not reach the file store or the database, or was broken off."""
_NOT_ITS_FAULT = tuple(
    f"{error.__module__}.{error.__qualname__}" for error in (Unavailable, OperationalError, InterfaceError, SystemExit)
)
"""The last: its worker was told a second time to end, and did at once. No task of ours ends its worker by itself."""

KEPT_DAYS = 30
"""So long a guest's draft waits for her to come back, and a finished task for someone to ask how it went."""


class Abandoned(Exception):
    """Every worker that ran this task died of it."""


def give_sign(name: str) -> None:
    """Say that the worker ``name`` is alive."""
    Worker.objects.update_or_create(name=name, defaults={"seen_at": timezone.now()})


def requeue_abandoned() -> int:
    """Give the tasks of dead workers back to the living; tells how many. Tasks may therefore run twice."""
    horizon = timezone.now() - SILENCE
    alive = set(Worker.objects.filter(seen_at__gte=horizon).values_list("name", flat=True))
    abandoned = [task for task in DBTaskResult.objects.running() if task.worker_ids[-1] not in alive]
    return sum(_give_back(task) for task in abandoned)


def _give_back(task: DBTaskResult) -> int:
    if len(task.worker_ids) >= ATTEMPTS:
        task.set_failed(Abandoned(task.task_path))
        return 0
    # Two workers may see the same dead one: only one of them still finds the claim as it was.
    same_claim = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
    return same_claim.update(status=TaskResultStatus.READY, started_at=None)


def requeue_stranded() -> int:
    """Give back the tasks that failed by no fault of their own, to be tried in a minute; tells how many."""
    return _try_later(DBTaskResult.objects.failed().filter(exception_class_path__in=_NOT_ITS_FAULT))


def requeue_unnoted(worker: str) -> int:
    """Give back what ``worker``, which does nothing just now, took and could not note the end of; tells how many."""
    unnoted = [task for task in DBTaskResult.objects.running() if task.worker_ids[-1] == worker]
    # Somebody else may have taken it over since.
    return sum(_try_later(DBTaskResult.objects.running().filter(pk=t.pk, started_at=t.started_at)) for t in unnoted)


def _try_later(tasks: QuerySet[DBTaskResult]) -> int:
    # Nobody died of them: their workers do not count as attempts.
    return tasks.update(status=TaskResultStatus.READY, run_after=timezone.now() + PAUSE, worker_ids=[], started_at=None)


def forget_dead_workers() -> int:
    """Remove workers that have been silent for a day."""
    return Worker.objects.filter(seen_at__lt=timezone.now() - timedelta(days=1)).delete()[0]


def discard_forgotten_drafts() -> int:
    """Give up guests' drafts that nobody touched for KEPT_DAYS, with their files and keys; tells how many."""
    horizon = timezone.now() - timedelta(days=KEPT_DAYS)
    forgotten = list(Draft.objects.filter(person=None, updated_at__lt=horizon))
    return sum(discard(draft, untouched=True) for draft in forgotten)
