"""Background work inside a test."""

from collections.abc import Callable

import pytest
from django_tasks_db.models import DBTaskResult

from rathaus.entrances.ops.followed import FollowedWorker


def batch_worker() -> FollowedWorker:
    """One that does what waits, and ends."""
    return FollowedWorker(
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
        batch_worker().run()
        ran = DBTaskResult.objects.finished().exclude(pk__in=ready)
        if failed := ran.failed().first():
            pytest.fail(f"{failed.task_path} failed with {failed.exception_class_path}:\n{failed.traceback}")
        return ran.count()

    return run
