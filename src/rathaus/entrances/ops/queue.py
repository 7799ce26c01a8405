"""What a worker takes from the queue, and how it notes what it has done: by statements that are built once."""

import json
import re
from datetime import datetime
from traceback import format_exception
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from rathaus.lib.prepared import prepared, prepared_change

_FRAME = re.compile(r'  File "[^"\n]*", line \d+, in \S+')


def take(worker: str, backend: str, queues: tuple[str, ...], excluded: tuple[str, ...]) -> DBTaskResult | None:
    """The next task that is due, claimed for ``worker`` once the caller commits; none that another is taking just now.

    ``queues`` is empty where all of them are meant.
    """
    task = next(iter(_due(timezone.now(), backend, queues, excluded)), None)
    if task is None:
        return None
    task.status, task.started_at = TaskResultStatus.RUNNING, timezone.now()
    task.worker_ids = [*task.worker_ids, worker]
    _claim(task.pk, task.started_at, json.dumps(task.worker_ids))
    return task


def note_success(task: DBTaskResult) -> None:
    """That ``task`` is over, and what it gave back."""
    value = None if task.return_value is None else json.dumps(task.return_value)
    _succeed(task.pk, task.finished_at, value)


def note_failure(task: DBTaskResult, error: BaseException) -> None:
    """That ``error`` ended ``task``, and where.

    The text of an error may quote what people wrote, and a row of a task rests unsealed for a month.
    """
    task.status, task.finished_at, task.return_value = TaskResultStatus.FAILED, timezone.now(), None
    task.exception_class_path = f"{type(error).__module__}.{type(error).__qualname__}"
    task.traceback = "\n".join(_FRAME.findall("".join(format_exception(error))))
    task.save(update_fields=["status", "finished_at", "return_value", "exception_class_path", "traceback"])


@prepared
def _due(
    now: datetime, backend: str, queues: tuple[str, ...], excluded: tuple[str, ...]
) -> QuerySet[DBTaskResult, DBTaskResult]:
    due = DBTaskResult.objects.select_for_update(skip_locked=True).filter(
        Q(run_after=get_date_max()) | Q(run_after__lte=now), status=TaskResultStatus.READY, backend_name=backend
    )
    due = due.filter(queue_name__in=queues) if queues else due
    return due.exclude(queue_name__in=excluded)[:1]


@prepared_change
def _claim(task: UUID, now: datetime, workers: str) -> tuple[QuerySet[Any], dict[str, Any]]:
    columns = {"status": TaskResultStatus.RUNNING, "started_at": now, "worker_ids": workers}
    return DBTaskResult.objects.filter(pk=task), columns


@prepared_change
def _succeed(task: UUID, now: datetime, value: str | None) -> tuple[QuerySet[Any], dict[str, Any]]:
    columns = {"status": TaskResultStatus.SUCCESSFUL, "finished_at": now, "return_value": value}
    return DBTaskResult.objects.filter(pk=task), columns | {"exception_class_path": "", "traceback": ""}
