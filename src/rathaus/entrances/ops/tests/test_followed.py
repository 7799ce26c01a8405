"""Of a task that failed, its row says where, and nothing of what the error quoted."""

import signal
from collections.abc import Callable

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


in_the_midst: list[Callable[[], None]] = []


@task()
def toil() -> list[str]:
    while in_the_midst:
        in_the_midst.pop()()
    return ["done"]


def test_what_is_over_is_noted_with_the_claim_of_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    toil.enqueue(), toil.enqueue()
    worker, seen = batch_worker(), []
    watched = worker._next
    monkeypatch.setattr(worker, "_next", lambda: (watched(), seen.append(states()))[0])
    worker.run()
    assert seen == [["READY", "RUNNING"], ["RUNNING", "SUCCESSFUL"], ["SUCCESSFUL", "SUCCESSFUL"]]
    assert DBTaskResult.objects.first().return_value == ["done"]


def test_who_is_asked_to_end_notes_what_is_over_and_leaves_the_rest() -> None:
    toil.enqueue(), toil.enqueue()
    worker = batch_worker()
    in_the_midst.append(lambda: worker.shutdown(signal.SIGTERM, None))
    worker.run()
    assert states() == ["READY", "SUCCESSFUL"]


def test_only_as_many_as_it_should_and_of_the_queues_it_should() -> None:
    toil.enqueue(), toil.enqueue()
    worker = batch_worker()
    worker.excluded_queue_names = ["default"]
    worker.run()
    assert states() == ["READY", "READY"]
    worker = batch_worker()
    worker.process_all_queues, worker.queue_names, worker.max_tasks = False, ["default"], 1
    worker.run()
    assert states() == ["READY", "SUCCESSFUL"]


def test_a_task_that_is_gone_fails_and_the_next_is_done() -> None:
    DBTaskResult.objects.filter(pk=toil.enqueue().id).update(task_path="rathaus.nowhere.task")
    toil.enqueue()
    batch_worker().run()
    assert states() == ["FAILED", "SUCCESSFUL"]


def states() -> list[str]:
    return sorted(DBTaskResult.objects.values_list("status", flat=True))
