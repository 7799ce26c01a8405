"""A worker that says of all that happens in a task which one it is, and keeps of an error only where it happened."""

import logging
import re

from django.db import InterfaceError, OperationalError, connection
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from rathaus.entrances.ops.actions import requeue_unnoted
from rathaus.lib import trail
from rathaus.lib.spans import span

logger = logging.getLogger("rathaus.worker")

_FRAME = re.compile(r'  File "[^"\n]*", line \d+, in \S+')


class FollowedWorker(Worker):
    """Names the task by its id and its path; what it was called with stays untold."""

    def run_task(self, db_task_result: DBTaskResult) -> None:
        path = db_task_result.task_path
        with trail.following(trail.Trail(task=str(db_task_result.id))), span(f"task {path}", task=path) as seen:
            try:
                super().run_task(db_task_result)
                if db_task_result.status == TaskResultStatus.FAILED:
                    _keep_places(db_task_result)
            except (OperationalError, InterfaceError):
                _give_back(db_task_result)
            seen.tell(f"task {path}", outcome=str(db_task_result.status))


def _give_back(unnoted: DBTaskResult) -> None:
    """Where the line to the database broke, nothing goes over it any more, not even how the task ended.

    Over a new line the worker gives it back and lives on; if there is none, it dies, and others take the task over.
    """
    logger.exception("The line to the database broke in the midst of a task")
    connection.close()
    if not requeue_unnoted(unnoted) and unnoted.status == TaskResultStatus.FAILED:
        _keep_places(unnoted)


def _keep_places(failed: DBTaskResult) -> None:
    """The text of an error may quote what people wrote, and a row of a task rests unsealed for a month."""
    failed.traceback = "\n".join(_FRAME.findall(failed.traceback))
    failed.save(update_fields=["traceback"])
