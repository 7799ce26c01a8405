"""A worker that says of all that happens in a task which one it is, and keeps of an error only where it happened."""

import json
import logging
import time

from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError, close_old_connections, connection, transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks.signals import task_finished, task_started
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import is_locked_database_exception

from rathaus.entrances.ops import queue
from rathaus.entrances.ops.actions import requeue_unnoted
from rathaus.lib import trail
from rathaus.lib.spans import span

logger = logging.getLogger("rathaus.worker")

_BROKEN = (OperationalError, InterfaceError)


class FollowedWorker(Worker):
    """Names the task by its id and its path; what it was called with stays untold.

    That a task is over is committed together with the claim of the next one: one sync for each task, not two.
    """

    _over: DBTaskResult | None = None
    """It succeeded, and its row does not say so yet."""

    def run(self) -> None:
        """Until it is asked to end, or has done as much as it should."""
        while self._goes_on or self._over:
            try:
                task = self._next()
            except _BROKEN as error:
                self._go_on_after(error)
                continue
            if task:
                self.run_task(task)
            elif self.batch:
                return
            elif self._goes_on:
                time.sleep(self.interval)
                close_old_connections()

    @property
    def _goes_on(self) -> bool:
        return self.running and (self.max_tasks is None or self._run_tasks < self.max_tasks)

    def _next(self) -> DBTaskResult | None:
        # An order to end waits for this, too: what is over is noted, and what is taken will be done.
        self.running_task = True
        queues = () if self.process_all_queues else tuple(self.queue_names)
        with transaction.atomic():
            if self._over:
                queue.note_success(self._over)
            given = (self.worker_id, self.backend_name, queues, tuple(self.excluded_queue_names))
            task = queue.take(*given) if self._goes_on else None
        self._over = None
        self.running_task = task is not None
        return task

    def run_task(self, db_task_result: DBTaskResult) -> None:
        path = db_task_result.task_path
        with trail.following(trail.Trail(task=str(db_task_result.id))), span(f"task {path}", task=path) as seen:
            try:
                self._do(db_task_result)
            except _BROKEN:
                self._begin_anew()
            seen.tell(f"task {path}", outcome=str(db_task_result.status))
        self._run_tasks += 1

    def _do(self, task: DBTaskResult) -> None:
        try:
            _call(task)
            self._over = task
        except BaseException as error:
            queue.note_failure(task, error)
            _tell_failure(task)

    def _go_on_after(self, error: Exception) -> None:
        """Nothing was noted, and nothing taken. Raises ``error`` where no task is at stake."""
        if isinstance(error, OperationalError) and is_locked_database_exception(error):
            return
        if self._over is None:
            raise error
        self._begin_anew()

    def _begin_anew(self) -> None:
        """Where the line to the database broke, nothing goes over it any more, not even how the task ended.

        Over a new line the worker gives it back and lives on; if there is none, it dies, and others take the task over.
        """
        logger.exception("The line to the database broke in the midst of a task")
        connection.close()
        requeue_unnoted(self.worker_id)
        self._over = None


def _call(task: DBTaskResult) -> None:
    """Do what it says; what it gives back must be JSON."""
    task_started.send(sender=type(task.task.get_backend()), task_result=task.task_result)
    task.return_value = task.task.call(*task.args_kwargs["args"], **task.args_kwargs["kwargs"])
    json.dumps(task.return_value)
    task.status, task.finished_at = TaskResultStatus.SUCCESSFUL, timezone.now()
    task_finished.send(sender=type(task.task.get_backend()), task_result=task.task_result)


def _tell_failure(task: DBTaskResult) -> None:
    try:
        sender = type(task.task.get_backend())
    except (ImportError, SuspiciousOperation):
        logger.exception("Task id=%s failed unexpectedly", task.id)
    else:
        task_finished.send(sender=sender, task_result=task.task_result)
