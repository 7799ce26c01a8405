"""A worker that dies loses no task."""

from datetime import timedelta

import pytest
from django.db import InterfaceError, OperationalError
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from rathaus.entrances.ops.actions import (
    ATTEMPTS,
    PAUSE,
    SILENCE,
    forget_dead_workers,
    give_sign,
    requeue_abandoned,
    requeue_stranded,
)
from rathaus.entrances.ops.models import Worker

pytestmark = pytest.mark.django_db


def running_task(*workers: str) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING,
        worker_ids=list(workers),
        started_at=timezone.now(),
        task_path="rathaus.nowhere.task",
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        run_after=get_date_max(),
    )


def status_of(task: DBTaskResult) -> str:
    task.refresh_from_db()
    return task.status


def fall_silent(name: str) -> None:
    Worker.objects.create(name=name, seen_at=timezone.now() - SILENCE * 2)


def test_the_task_of_a_silent_worker_runs_again() -> None:
    fall_silent("gone")
    task = running_task("gone")
    assert requeue_abandoned() == 1
    assert status_of(task) == TaskResultStatus.READY
    assert task in DBTaskResult.objects.ready()


def test_the_task_of_an_unknown_worker_runs_again() -> None:
    task = running_task("never seen")
    requeue_abandoned()
    assert status_of(task) == TaskResultStatus.READY


def test_the_task_of_a_living_worker_is_left_to_it() -> None:
    give_sign("alive")
    task = running_task("alive")
    assert requeue_abandoned() == 0
    assert status_of(task) == TaskResultStatus.RUNNING


def test_only_the_latest_worker_of_a_task_counts() -> None:
    give_sign("alive")
    task = running_task("gone", "alive")
    requeue_abandoned()
    assert status_of(task) == TaskResultStatus.RUNNING


def test_a_task_that_kills_every_worker_is_given_up() -> None:
    task = running_task(*(f"victim {number}" for number in range(ATTEMPTS)))
    assert requeue_abandoned() == 0
    assert status_of(task) == TaskResultStatus.FAILED
    assert task.exception_class_path.endswith("Abandoned")


@pytest.mark.parametrize("error", [OperationalError, InterfaceError, SystemExit])
def test_a_task_whose_database_went_away_or_that_was_broken_off_runs_again(error: type[BaseException]) -> None:
    task = running_task("alive")
    task.set_failed(error("server closed the connection unexpectedly"))
    assert requeue_stranded() == 1
    assert status_of(task) == TaskResultStatus.READY
    assert task.run_after <= timezone.now() + PAUSE


def test_a_task_that_fails_by_its_own_fault_stays_failed() -> None:
    task = running_task("alive")
    task.set_failed(ValueError("nonsense"))
    assert requeue_stranded() == 0
    assert status_of(task) == TaskResultStatus.FAILED


def test_workers_silent_for_a_day_are_forgotten() -> None:
    give_sign("alive")
    Worker.objects.create(name="gone", seen_at=timezone.now() - timedelta(days=2))
    assert forget_dead_workers() == 1
    assert list(Worker.objects.values_list("name", flat=True)) == ["alive"]
