"""A line that breaks, or an order to end at once, in the midst of a task: it runs again."""

import signal
from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.mail import EmailMessage
from django.db import OperationalError, connection, connections
from django.db.models import F
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from rathaus.entrances.ops.actions import PAUSE, requeue_stranded
from rathaus.foundation.notifications.actions import announce
from rathaus.foundation.notifications.models import Mail
from tests.background import batch_worker

pytestmark = pytest.mark.django_db(transaction=True)

in_the_midst: list[Callable[[], None]] = []


@task()
def toil() -> None:
    while in_the_midst:
        in_the_midst.pop()()


@pytest.fixture(autouse=True)
def nothing_left() -> None:
    in_the_midst.clear()


@pytest.fixture
def break_the_line(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on the database answers no more on this line; on another it does."""

    def on_postgresql() -> None:
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
        other.close()

    def on_sqlite() -> None:
        def refuse(*words: object) -> None:
            raise OperationalError("disk I/O error")

        hang_up = connection.close

        def close() -> None:
            monkeypatch.undo()
            hang_up()

        monkeypatch.setattr(connections["default"], "execute_wrappers", [refuse])
        monkeypatch.setattr(connections["default"], "close", close)

    return on_postgresql if connection.vendor == "postgresql" else on_sqlite


def time_passes() -> None:
    """What waits has waited an hour longer."""
    DBTaskResult.objects.filter(status=TaskResultStatus.READY).update(run_after=F("run_after") - timedelta(hours=1))
    Mail.objects.update(leased_until=F("leased_until") - timedelta(hours=1))


def test_the_task_comes_again_and_its_worker_goes_on_with_the_next(break_the_line: Callable[[], None]) -> None:
    first = toil.enqueue()
    second = toil.enqueue()
    in_the_midst.append(break_the_line)
    worker = batch_worker()
    worker.run()
    row = DBTaskResult.objects.get(pk=first.id)
    assert (row.status, row.worker_ids) == (TaskResultStatus.READY, [])
    assert timezone.now() < row.run_after <= timezone.now() + PAUSE
    assert DBTaskResult.objects.get(pk=second.id).status == TaskResultStatus.SUCCESSFUL
    time_passes()
    worker.run()
    assert DBTaskResult.objects.get(pk=first.id).status == TaskResultStatus.SUCCESSFUL


def test_a_mail_that_was_taken_before_it_could_be_noted_comes_again_under_its_message_id(
    break_the_line: Callable[[], None], mailoutbox: list[EmailMessage]
) -> None:
    announce("greta@post.example", "status")
    with patch("rathaus.foundation.notifications.delivery.crash_point", side_effect=lambda place: break_the_line()):
        batch_worker().run()
    assert Mail.objects.get().state == Mail.State.SENDING
    time_passes()
    batch_worker().run()
    assert Mail.objects.get().state == Mail.State.SENT
    first, again = (mail.extra_headers["Message-ID"] for mail in mailoutbox)
    assert first == again


def test_who_is_told_twice_to_end_ends_at_once_and_another_does_the_task(monkeypatch: pytest.MonkeyPatch) -> None:
    toil.enqueue()
    worker = batch_worker()
    monkeypatch.setattr(worker, "reset_signals", lambda: None)
    in_the_midst.extend([lambda: worker.shutdown(signal.SIGTERM, None)] * 2)
    worker.run()
    assert requeue_stranded() == 1
    time_passes()
    batch_worker().run()
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL
