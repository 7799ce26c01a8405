"""What comes from outside is scanned before anybody can have it, and never released for want of a scanner."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from rathaus.foundation.audit.models import Entry
from rathaus.foundation.documents import actions, scanning, tasks
from rathaus.foundation.documents.intake import scan_leftovers
from rathaus.foundation.documents.models import Scanner
from rathaus.foundation.documents.tests.scans import booked, is_withheld, now, sent
from rathaus.foundation.documents.withholding import State
from rathaus.foundation.vault.actions import create_key
from scripts import clamav
from tests.scanner import EICAR

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_file_is_withheld_until_it_was_scanned(clamd, run_tasks):
    file = sent()
    assert is_withheld(file)
    run_tasks()
    assert now(file).read() == b"%PDF-1.7 harmless"
    assert now(file).state == State.CLEAN
    assert now(file).scan.engine == clamd.version.rstrip(b"\0").decode()
    assert clamd.seen == [b"%PDF-1.7 harmless"]


def test_what_is_found_is_never_handed_out_and_stands_in_the_audit(clamd, run_tasks):
    file = sent(b"%PDF " + EICAR)
    run_tasks()
    assert is_withheld(file)
    assert now(file).state == State.INFECTED
    assert now(file).scan.found == "Eicar-Signature"
    line = Entry.objects.get(verb="file.quarantined")
    assert line.subject == f"file:{file.pk}"
    assert line.detail["found"] == "Eicar-Signature"


def test_what_the_house_wrote_itself_is_not_scanned(clamd, run_tasks):
    file = actions.store("Bescheid.pdf", b"%PDF", "application/pdf", create_key())
    assert now(file).read() == b"%PDF"
    assert run_tasks() == 0


def test_a_large_file_goes_over_in_pieces(clamd, run_tasks):
    content = bytes(range(256)) * 1024
    sent(content)
    run_tasks()
    assert clamd.seen == [content]


def test_without_a_scanner_files_can_be_had_and_are_known_as_unscanned(settings, run_tasks):
    settings.CLAMD_URL = ""
    file = sent()
    assert now(file).read()
    assert now(file).state == State.UNSCANNED
    assert run_tasks() == 0


def test_files_from_before_there_was_a_scanner_have_their_turn_at_upkeep(settings, clamd, run_tasks):
    address, settings.CLAMD_URL = settings.CLAMD_URL, ""
    clean, bad = sent(), sent(EICAR)
    call_command("upkeep")
    settings.CLAMD_URL = address
    assert run_tasks() == 0
    call_command("upkeep")
    assert now(clean).read(), "until its turn it stays as it was"
    run_tasks()
    assert (now(clean).state, now(bad).state) == (State.CLEAN, State.INFECTED)
    assert is_withheld(bad)


def test_a_waiting_file_comes_before_those_from_before(settings, clamd, run_tasks):
    address, settings.CLAMD_URL = settings.CLAMD_URL, ""
    sent(b"old")
    settings.CLAMD_URL = address
    clamd.stop()
    sent(b"new")
    clamd.start()
    scan_leftovers()
    DBTaskResult.objects.filter(task_path__endswith="tasks.scan").delete()
    run_tasks()
    assert clamd.seen == [b"new", b"old"]


def test_upkeep_brings_back_what_got_stuck(clamd, run_tasks):
    file = sent()
    DBTaskResult.objects.all().delete()
    call_command("upkeep")
    run_tasks()
    assert now(file).state == State.CLEAN


def test_upkeep_leaves_a_turn_alone_that_is_on_its_way(clamd, run_tasks):
    clamd.stop()
    sent()
    run_tasks()
    scan_leftovers()
    assert booked() == 1


def test_a_turn_whose_worker_died_is_taken_by_another(clamd, run_tasks, later):
    file = sent()
    DBTaskResult.objects.all().delete()
    assert scanning.book_turn(timedelta(0)) is not None
    Scanner.objects.update(due_at=timezone.now() + scanning.TURN)
    tasks.scan_waiting.enqueue()
    run_tasks()
    assert now(file).state == State.WAITING
    later(scanning.TURN)
    run_tasks()
    assert now(file).state == State.CLEAN


def test_where_the_scanner_is_switched_off_what_waits_stays_withheld(settings, clamd, run_tasks):
    file = sent()
    settings.CLAMD_URL = ""
    run_tasks()
    assert is_withheld(file)


def test_the_figures_say_what_waits_and_since_when(clamd, run_tasks):
    sent(EICAR)
    run_tasks()
    clamd.stop()
    waiting = sent()
    run_tasks()
    told = scanning.figures()
    assert (told.waiting, told.infected, told.unscanned) == (1, 1, 0)
    assert told.oldest == waiting.created_at
    assert told.trouble == "FileNotFoundError"
    assert told.away_since


@pytest.fixture(scope="module")
def real_clamd():
    try:
        with clamav.scanner(f"Eicar.Test:0:*:{EICAR.hex()}\n") as scanner:
            yield scanner
    except clamav.Missing as missing:
        pytest.skip(f"THE TEST WITH A REAL SCANNER DID NOT RUN: {missing}")


def test_a_real_clamd_down_and_up_and_down_and_up_again(real_clamd, settings, run_tasks, later):
    settings.CLAMD_URL = real_clamd.url
    settings.CLAMD_SIGNATURE_DAYS = 0
    early, bad = sent(), sent(b"%PDF-1.7 " + EICAR)
    run_tasks()
    assert is_withheld(early)
    assert is_withheld(bad)
    real_clamd.start()
    later(timedelta(hours=1))
    run_tasks()
    assert now(early).read()
    assert now(bad).state == State.INFECTED
    real_clamd.stop()
    late = sent()
    run_tasks()
    assert is_withheld(late)
    real_clamd.start()
    later(timedelta(hours=1))
    run_tasks()
    assert now(late).state == State.CLEAN
    assert is_withheld(bad)
    assert now(bad).scan.engine.startswith("ClamAV ")
