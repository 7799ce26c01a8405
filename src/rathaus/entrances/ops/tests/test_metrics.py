"""The house in figures, for those who hold the token."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max
from prometheus_client.parser import text_string_to_metric_families

from rathaus.entrances.ops import counts
from rathaus.entrances.ops.actions import give_sign
from rathaus.entrances.ops.counts import COUNTS
from rathaus.foundation.accounts import mailing
from rathaus.foundation.accounts.mailing import Outcome
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.design.keeper import Keeper
from rathaus.foundation.design.kept import FOR_ALL, HEADER
from rathaus.foundation.documents.intake import receive
from rathaus.foundation.documents.uploads import Inspected
from rathaus.foundation.notifications.models import Mail
from rathaus.foundation.notifications.server import note_down
from rathaus.foundation.vault.actions import create_key
from tests.scanner import FakeClamd

TOKEN = "0123456789abcdef0123456789abcdef"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh(tmp_path: Path) -> Iterator[None]:
    with (
        patch.object(settings, "METRICS_TOKEN", TOKEN),
        patch.object(settings, "DATA_DIR", tmp_path),
        patch("rathaus.entrances.ops.requests.COUNTS", counts.Counts()) as seen,
        patch.object(counts, "COUNTS", seen),
    ):
        yield
        seen.end()


def figures(client: Client) -> dict[str, Any]:
    """By name and labels, as Prometheus reads them."""
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer["Content-Type"].startswith("text/plain; version=0.0.4")
    families = text_string_to_metric_families(answer.content.decode())
    return {
        " ".join([sample.name, *(f"{name}={value}" for name, value in sorted(sample.labels.items()))]): sample.value
        for family in families
        for sample in family.samples
    }


@pytest.mark.parametrize("shown", ["", "Bearer ", "Bearer falsch", f"Basic {TOKEN}", f"Bearer {TOKEN} ", "Bearer ü"])
def test_for_everyone_else_there_is_nothing(client: Client, shown: str) -> None:
    answer = client.get("/metrics", headers={"Authorization": shown} if shown else {})
    assert answer.status_code == 404
    assert b"rathaus_" not in answer.content


def test_where_no_token_is_set_nobody_has_one(client: Client, georg_client: Client) -> None:
    with patch.object(settings, "METRICS_TOKEN", ""):
        for browser in (client, georg_client):
            for shown in ({}, {"Authorization": "Bearer "}, {"Authorization": f"Bearer {TOKEN}"}):
                assert browser.get("/metrics", headers=shown).status_code == 404


def test_requests_are_counted_by_the_pattern_of_their_address(client: Client, city: None) -> None:
    for path in ("/leistungen/hund-anmelden/", "/leistungen/meldebescheinigung/", "/gibt/es/nicht"):
        client.get(path, {"q": "geheim"})
    client.generic("BREW", "/leistungen/hund-anmelden/")
    found = figures(client)
    page = "route=/leistungen/<slug:slug>/"
    assert found[f"rathaus_requests_total method=GET {page} status=2xx"] == 2
    assert found[f"rathaus_requests_total method=OTHER {page} status=4xx"] == 1
    assert found["rathaus_requests_total method=GET route=(none) status=4xx"] == 1
    assert found[f"rathaus_request_seconds_count {page}"] == 3
    assert found[f"rathaus_request_seconds_bucket le=+Inf {page}"] == 3
    assert 0 < found[f"rathaus_request_seconds_sum {page}"] < 60
    assert not [name for name in found if "hund" in name or "geheim" in name]


def test_a_slow_answer_lies_in_its_bucket_and_in_all_above(client: Client) -> None:
    for seconds in (0.001, 0.3, 99):
        counts.COUNTS.answered("/langsam/", "GET", 200, seconds)
    found = figures(client)
    buckets = {
        bound: found[f"rathaus_request_seconds_bucket le={bound} route=/langsam/"]
        for bound in ("0.005", "0.25", "0.5", "10.0", "+Inf")
    }
    assert buckets == {"0.005": 1, "0.25": 1, "0.5": 2, "10.0": 2, "+Inf": 3}


def test_all_processes_of_a_server_are_added_up_also_those_that_died(client: Client) -> None:
    counts.COUNTS.answered("/", "GET", 200, 0.01)
    counts.COUNTS.write()
    mine = counts.folder_of_server() / f"{os.getpid()}.json"
    (mine.parent / "1.json").write_text(mine.read_text())
    (mine.parent / "2.json").write_text("{ half a fi")
    found = figures(client)
    assert found["rathaus_requests_total method=GET route=/ status=2xx"] == 2


def test_what_other_servers_left_goes_and_what_runs_stays(client: Client) -> None:
    counts.COUNTS.answered("/", "GET", 200, 0.01)
    counts.COUNTS.write()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        running = settings.DATA_DIR / "metrics" / counts._name(other.pid)
        left = [running.with_name(name) for name in ("999999999-1", f"{other.pid}-1", "anything")]
        for folder in (running, *left):
            folder.mkdir()
        counts.forget_other_servers()
        assert counts.folder_of_server().exists()
        assert running.exists()
        assert not any(folder.exists() for folder in left)
        other.communicate()
    counts.forget_other_servers()
    assert not running.exists()


def test_on_a_full_disk_counting_goes_on(client: Client) -> None:
    with patch.object(Path, "write_text", side_effect=OSError(28, "No space left on device")):
        assert client.get("/healthz").status_code == 200
        figures(client)
    assert figures(client)["rathaus_requests_total method=GET route=/healthz status=2xx"] == 1


def test_kept_pages_are_counted_in_front_of_django(client: Client) -> None:
    def page(environ: dict[str, Any], start: Any) -> list[bytes]:
        start("200 OK", [(HEADER, FOR_ALL), ("X-Request-ID", "its own")])
        return [b"page"]

    keeper, started = Keeper(page), []
    asked = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "QUERY_STRING": "", "HTTP_HOST": "rathaus.example"}
    for _ in range(5):
        keeper(dict(asked), lambda status, headers: started.append(dict(headers)))
    counts.COUNTS.kept = lambda: keeper.answered
    assert figures(client)["rathaus_kept_answers_total"] == 4
    assert not any("X-Request-ID" in headers for headers in started)


def a_task(status: str = TaskResultStatus.READY, *, due: int | None = None, waited: int = 0) -> None:
    now = timezone.now()
    task = DBTaskResult.objects.create(
        status=status,
        task_path="rathaus.nowhere.task",
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        run_after=get_date_max() if due is None else now - timedelta(seconds=due),
    )
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=now - timedelta(seconds=waited))


def test_what_waits_is_counted_and_since_when_the_oldest_does(client: Client) -> None:
    a_task(waited=60)
    a_task(due=100, waited=1000)
    a_task(due=-1000, waited=9000)
    a_task(TaskResultStatus.FAILED)
    a_task(TaskResultStatus.RUNNING)
    a_task(TaskResultStatus.SUCCESSFUL)
    found = figures(client)
    assert found["rathaus_tasks_waiting"] == 2
    assert 100 <= found["rathaus_tasks_oldest_seconds"] < 160
    assert (found["rathaus_tasks_failed"], found["rathaus_tasks_running"]) == (1, 1)


def test_mails_workers_and_the_mail_server_are_told(client: Client, anna: Person) -> None:
    Mail.objects.create(to="anna@rathaus.example", kind="message")
    Mail.objects.create(to="anna@rathaus.example", kind="message", state=Mail.State.FAILED)
    Mail.objects.update(created_at=timezone.now() - timedelta(hours=1))
    note_down(probing=False)
    give_sign("alive")
    found = figures(client)
    assert (found["rathaus_mails state=waiting"], found["rathaus_mails state=failed"]) == (1, 1)
    assert found["rathaus_mails state=sent"] == 0
    assert 3600 <= found["rathaus_mail_oldest_seconds"] < 3700
    assert 0 < found["rathaus_mail_away_seconds"] < 60
    assert found["rathaus_workers"] == 1
    assert found["rathaus_database_up"] == 1


def test_files_that_wait_for_the_scanner_are_told(client: Client, clamd: FakeClamd, run_tasks: Callable) -> None:
    clamd.stop()
    receive(Inspected("brief.pdf", "application/pdf", b"%PDF"), create_key())
    run_tasks()
    found = figures(client)
    assert (found["rathaus_files_waiting"], found["rathaus_files_infected"]) == (1, 0)
    assert 0 < found["rathaus_files_oldest_seconds"] < 600
    assert 0 < found["rathaus_scanner_away_seconds"] < 600


def test_without_the_database_the_rest_is_told(client: Client) -> None:
    client.get("/healthz")
    with patch("rathaus.entrances.ops.metrics._tasks", side_effect=DatabaseError):
        found = figures(client)
    assert found["rathaus_database_up"] == 0
    assert found["rathaus_requests_total method=GET route=/healthz status=2xx"] == 1


def test_mails_that_go_with_a_page_are_counted_by_what_became_of_them(client: Client) -> None:
    assert COUNTS.mailed in mailing._receivers
    for outcome in (Outcome.SENT, Outcome.SENT, Outcome.AWAY):
        counts.COUNTS.mailed(outcome)
    found = figures(client)
    assert {found[f"rathaus_account_mails_total outcome={outcome}"] for outcome in ("sent", "away")} == {2, 1}
    assert found["rathaus_account_mails_total outcome=refused"] == 0


def test_a_file_holds_numbers_and_patterns_only(client: Client, city: None) -> None:
    client.get("/leistungen/hund-anmelden/")
    counts.COUNTS.write()
    (file,) = counts.folder_of_server().glob("*.json")
    told = json.loads(file.read_text())
    assert told["answers"] == [["/leistungen/<slug:slug>/", "GET", "2xx", 1]]
    assert told["durations"].keys() == {"/leistungen/<slug:slug>/"}
