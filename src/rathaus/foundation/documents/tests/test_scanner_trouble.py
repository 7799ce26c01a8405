"""Whatever goes wrong with the scanner, what it did not look at is held, and released once all is well."""

import contextlib
import socket
import threading
from datetime import timedelta

import pytest
from django.utils import timezone

from rathaus.foundation.audit.models import Entry
from rathaus.foundation.documents import actions, receivers, tasks
from rathaus.foundation.documents import clamd as client
from rathaus.foundation.documents.models import Scan, Scanner
from rathaus.foundation.documents.tests.scans import booked, is_withheld, now, sent
from rathaus.foundation.documents.withholding import State
from tests.scanner import EICAR, FakeClamd, version

pytestmark = pytest.mark.django_db(transaction=True)


def nonsense(fake: FakeClamd) -> None:
    fake.says = b"\xff\xfe\0"


def half_an_answer(fake: FakeClamd) -> None:
    fake.says = b"stream: O"


def an_answer_with_more(fake: FakeClamd) -> None:
    fake.says = b"stream: OK\nstream: OK\0"


def an_endless_answer(fake: FakeClamd) -> None:
    fake.says = b"stream: OK" * 1000


def no_answer(fake: FakeClamd) -> None:
    fake.says = b""


def an_empty_answer(fake: FakeClamd) -> None:
    fake.says = b"\0"


def another_program(fake: FakeClamd) -> None:
    fake.version = b"220 mail.example ESMTP\0"


def old_signatures(fake: FakeClamd) -> None:
    fake.version = version(timedelta(days=9))


def no_signatures(fake: FakeClamd) -> None:
    fake.version = b"ClamAV 1.4.3\0"


def away(fake: FakeClamd) -> None:
    fake.stop()


def an_error(fake: FakeClamd) -> None:
    fake.says = b"stream: Can't allocate memory ERROR\0"


def too_large_for_it(fake: FakeClamd) -> None:
    fake.limit = 5


TROUBLES = [
    away,
    nonsense,
    half_an_answer,
    an_answer_with_more,
    an_endless_answer,
    no_answer,
    an_empty_answer,
    another_program,
    old_signatures,
    no_signatures,
    an_error,
    too_large_for_it,
]


@pytest.mark.parametrize("trouble", TROUBLES)
def test_whatever_goes_wrong_it_is_held_and_released_once_all_is_well(trouble, clamd, run_tasks, later):
    trouble(clamd)
    file = sent()
    run_tasks()
    assert is_withheld(file)
    assert now(file).state == State.WAITING
    assert now(file).scan.trouble
    later(timedelta(hours=1))
    run_tasks()
    assert is_withheld(file)
    clamd.stop()
    clamd.says, clamd.limit, clamd.version = None, None, version()
    clamd.start()
    later(timedelta(hours=1))
    run_tasks()
    assert now(file).read()
    assert not Scanner.objects.filter(away_since__isnull=False).exists()


def test_a_scanner_that_hangs_is_given_up(clamd, run_tasks, monkeypatch):
    monkeypatch.setattr(client, "PATIENCE", 0.2)
    clamd.hangs = True
    file = sent()
    run_tasks()
    assert is_withheld(file)
    assert now(file).scan.trouble == "TimeoutError"


def test_one_that_answers_drop_by_drop_is_given_up_too(settings, run_tasks, monkeypatch):
    """Each drop comes in time; all of them together do not."""
    monkeypatch.setattr(client, "PATIENCE", 0.3)
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        settings.CLAMD_URL = f"tcp://127.0.0.1:{listening.getsockname()[1]}"

        def drip() -> None:
            line, _ = listening.accept()
            with line, contextlib.suppress(OSError):
                while not over.wait(0.05):
                    line.sendall(b"C")

        threading.Thread(target=drip, daemon=True).start()
        file = sent()
        run_tasks()
        over.set()
    assert now(file).scan.trouble == "TimeoutError"


def test_while_it_is_away_one_file_tries_for_all(clamd, run_tasks, later):
    clamd.stop()
    files = [sent() for _ in range(5)]
    run_tasks()
    assert sum(scan.tries for scan in Scan.objects.all()) == 1
    assert Scanner.objects.get().failures == 1
    assert booked() == 1
    for failures in range(2, 12):
        later(timedelta(hours=1))
        run_tasks()
        assert Scanner.objects.get().failures == failures
    # A pause never grows beyond an hour, and it goes on for days.
    scanner = Scanner.objects.get()
    assert timedelta(minutes=59) < scanner.due_at - timezone.now() < timedelta(minutes=61)
    clamd.start()
    later(timedelta(hours=1))
    run_tasks()
    assert {now(file).state for file in files} == {State.CLEAN}
    assert booked() == 0


def test_a_file_it_will_not_look_at_does_not_hold_up_the_others(clamd, run_tasks):
    clamd.limit = 100
    large, small = sent(b"x" * 500), sent(b"x")
    run_tasks()
    assert (now(large).state, now(small).state) == (State.WAITING, State.CLEAN)
    assert "size limit" in now(large).scan.trouble


def test_a_file_whose_bytes_are_gone_waits_and_holds_up_nobody(clamd, run_tasks):
    lost, other = sent(), sent()
    lost.path.unlink()
    run_tasks()
    assert (now(lost).state, now(other).state) == (State.WAITING, State.CLEAN)
    assert now(lost).scan.trouble == "FileNotFoundError"


def test_a_file_deleted_meanwhile_is_nobodys_business(clamd, run_tasks):
    actions.delete(sent())
    run_tasks()
    assert clamd.seen == []


def test_of_two_verdicts_the_first_counts_and_is_told_once(clamd, run_tasks):
    told = []
    receivers.register(told.append)
    try:
        file = sent(EICAR)
        tasks.scan.enqueue(str(file.pk))
        run_tasks()
    finally:
        receivers._receivers.remove(told.append)
    assert [one.pk for one in told] == [file.pk]
    assert Entry.objects.filter(verb="file.quarantined").count() == 1
