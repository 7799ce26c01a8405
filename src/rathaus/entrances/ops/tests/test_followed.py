"""Of a task that failed, its row says where, and nothing of what the error quoted."""

import pytest
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from tests.background import batch_worker

pytestmark = pytest.mark.django_db


@task()
def stumble(name: str) -> None:
    raise ValueError(f"Key (email)=({name}@rathaus.example) already exists\n  File of {name}")


def test_a_failed_task_keeps_where_it_failed_and_no_word_of_the_error() -> None:
    stumble.enqueue("canary")
    batch_worker().run()
    failed = DBTaskResult.objects.get()
    assert failed.exception_class_path == "builtins.ValueError"
    assert "test_followed.py" in failed.traceback
    assert "in stumble" in failed.traceback
    assert "canary" not in failed.traceback
