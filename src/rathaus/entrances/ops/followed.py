"""A worker that says of all that happens in a task which one it is, and keeps of an error only where it happened."""

import re

from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from rathaus.lib import trail
from rathaus.lib.spans import span

_FRAME = re.compile(r'  File "[^"\n]*", line \d+, in \S+')


class FollowedWorker(Worker):
    """Names the task by its id and its path; what it was called with stays untold."""

    def run_task(self, db_task_result: DBTaskResult) -> None:
        path = db_task_result.task_path
        with trail.following(trail.Trail(task=str(db_task_result.id))), span(f"task {path}", task=path) as seen:
            super().run_task(db_task_result)
            if db_task_result.status == TaskResultStatus.FAILED:
                _keep_places(db_task_result)
            seen.tell(f"task {path}", outcome=str(db_task_result.status))


def _keep_places(failed: DBTaskResult) -> None:
    """The text of an error may quote what people wrote, and a row of a task rests unsealed for a month."""
    failed.traceback = "\n".join(_FRAME.findall(failed.traceback))
    failed.save(update_fields=["traceback"])
