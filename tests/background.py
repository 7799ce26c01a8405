"""Background work inside a test."""

from collections.abc import Callable
from unittest.mock import patch

import pytest
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult


def batch_worker(kind: type[Worker]) -> Worker:
    """One that does what waits, and ends."""
    return kind(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="test",
        excluded_queue_names=[],
    )


@pytest.fixture
def run_tasks(db: None) -> Callable[[], int]:
    """Call it to run all waiting tasks, and those they enqueue, as the worker would; it tells how many ran.

    A task that fails fails the test.
    """

    def run() -> int:
        ready = set(DBTaskResult.objects.finished().values_list("pk", flat=True))
        # The worker would hang up on the database in the midst of the test's transaction.
        with patch("django_tasks_db.management.commands.db_worker.close_old_connections"):
            batch_worker(Worker).run()
        ran = DBTaskResult.objects.finished().exclude(pk__in=ready)
        if failed := ran.failed().first():
            pytest.fail(f"{failed.task_path} failed:\n{failed.traceback}")
        return ran.count()

    return run
