"""A finished case is kept as long as its service says, is announced, and then really gone."""

import os
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from rathaus.entrances.ops import endings
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import faults
from rathaus.foundation.audit.models import Entry
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.inbox.actions import post
from rathaus.foundation.inbox.models import Message
from rathaus.foundation.notifications.models import Mail
from rathaus.foundation.vault.models import Key
from rathaus.lib.dates import add_months
from rathaus.portal.applications.actions.drafts import begin, keep
from rathaus.portal.applications.actions.publishing import publish_content
from rathaus.portal.applications.blueprints.blueprint import Retention
from rathaus.portal.applications.models import Definition, Draft
from rathaus.portal.cases import actions
from rathaus.portal.cases.actions import erasing
from rathaus.portal.cases.models import Case, Erased
from rathaus.portal.cases.tests.town import *  # noqa: F403
from rathaus.portal.cases.tests.town import CONTENT, Apply, a_pdf
from rathaus.portal.catalogue.models import Service
from tests.clock import travel_to  # noqa: F401

pytestmark = pytest.mark.django_db
CANARY = "Kanarienvogel"
Travel = Callable[[date], None]
OnCommit = Callable[..., Any]


@pytest.fixture
def short(service: Service) -> Service:
    """The service keeps its cases for two years."""
    publish_content(service, CONTENT | {"retention": {"years": 2, "legal_basis": "§ 1 Testgesetz", "warn_days": 30}})
    return service


@pytest.fixture
def ended(short: Service, apply: Apply, anna: Person, clara: Person, run_tasks: Callable[[], int]) -> Case:
    """Decided today; the canary sings in answers, name, message, note, reasons and file name."""
    sent = apply(anna, family=CANARY, foto=a_pdf(f"{CANARY}.pdf"), email=f"{CANARY.lower()}@rathaus.example")
    case = actions.take(sent, by=clara)
    actions.write(case, f"Guten Tag, {CANARY}", by=clara)
    actions.note(case, f"Notiz {CANARY}", by=clara)
    actions.decide(case, case.application.definition.blueprint.decisions[0], f"Weil {CANARY}", by=clara)
    run_tasks()
    return Case.objects.get(pk=case.pk)


def dump() -> str:
    """Every cell of every table, bytes as they are."""
    cells = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            cells += [_text(cell) for row in cursor.fetchall() for cell in row]
    return "\n".join(cells)


def _text(cell: Any) -> str:
    return bytes(cell).decode(errors="ignore") if isinstance(cell, bytes | memoryview) else str(cell)


def on_disk() -> list[Path]:
    return [path for folder in (settings.FILES_DIR, settings.DATA_DIR / "mail") for path in folder.rglob("*")]


def nights(travel: Travel, on_commit: OnCommit, *days: date) -> None:
    for day in days:
        travel(day)
        with on_commit(execute=True):
            call_command("upkeep")


def test_the_clock_starts_with_the_decision_and_stops_when_it_is_taken_up_again(ended: Case, clara: Person) -> None:
    assert ended.keep_until == add_months(timezone.localdate(), 24)
    again = actions.reopen(ended, "Widerspruch", by=clara)
    assert Case.objects.get(pk=again.pk).keep_until is None


def test_it_is_announced_a_month_before_and_only_once(
    ended: Case,
    anna: Person,
    travel_to: Travel,  # noqa: F811
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    assert ended.keep_until
    before = Message.objects.count()
    nights(travel_to, django_capture_on_commit_callbacks, ended.keep_until - timedelta(days=31))
    assert Message.objects.count() == before
    days = [ended.keep_until - timedelta(days=left) for left in (30, 29, 28)]
    nights(travel_to, django_capture_on_commit_callbacks, *days)
    told = Message.objects.latest("sent_at")
    assert Message.objects.count() == before + 1
    assert "löschen" in told.body
    assert "Daten mitnehmen" in told.body
    assert Mail.objects.filter(kind="message", state="waiting").count() >= 1
    assert Case.objects.filter(pk=ended.pk).exists()


def test_who_writes_after_the_announcement_is_warned_anew(ended: Case, anna: Person) -> None:
    Case.objects.filter(pk=ended.pk).update(warned_on=timezone.localdate())
    post(ended.thread, Message.Kind.TEXT, "Ich widerspreche.", by=anna, signature="Anna", from_city=False)
    assert Case.objects.get(pk=ended.pk).warned_on is None


def test_then_nothing_is_left_in_database_or_on_disk_but_bare_figures(
    ended: Case,
    anna: Person,
    travel_to: Travel,  # noqa: F811
    django_capture_on_commit_callbacks: OnCommit,
    run_tasks: Callable[[], int],
) -> None:
    assert ended.keep_until
    end, key, reference, thread = ended.keep_until, ended.key, ended.reference, ended.thread_id
    paths = [file.path for file in StoredFile.objects.filter(key=key)]
    assert len(paths) == 3
    assert all(path.exists() for path in paths)
    sealed = bytes(ended.application.sealed_answers)
    assert CANARY in str(ended.application.answers)
    nights(travel_to, django_capture_on_commit_callbacks, end - timedelta(days=30), end, end + timedelta(days=1))
    assert not Case.objects.filter(reference=reference).exists()
    assert not Key.objects.filter(pk=key.pk).exists()
    assert not any(path.exists() for path in paths)
    everything = dump()
    assert str(thread) not in everything.replace(f"thread:{thread}", "")
    assert sealed.decode(errors="ignore") not in everything
    # Mails that told her go a month after they were sent; then not even the address is left.
    run_tasks()
    Mail.objects.filter(state="waiting").update(state="sent")
    nights(travel_to, django_capture_on_commit_callbacks, end + timedelta(days=70))
    assert CANARY.lower() not in dump().lower()
    assert not [path for path in on_disk() if CANARY.encode() in (path.read_bytes() if path.is_file() else b"")]
    row = Erased.objects.get()
    assert (row.service.slug, row.outcome, row.erased_on) == ("hund", "approve", end + timedelta(days=1))
    assert Entry.objects.filter(subject=f"case:{reference}", verb="case.erased").count() == 1
    assert not list(faults())


def test_who_is_told_late_has_as_much_time(
    ended: Case,
    travel_to: Travel,  # noqa: F811
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    assert ended.keep_until
    late = ended.keep_until + timedelta(days=100)
    nights(travel_to, django_capture_on_commit_callbacks, late, late + timedelta(days=29))
    assert Case.objects.filter(pk=ended.pk).exists()
    nights(travel_to, django_capture_on_commit_callbacks, late + timedelta(days=30))
    assert not Case.objects.filter(pk=ended.pk).exists()


def test_a_guests_case_goes_the_same_way_and_its_code_opens_nothing_any_more(
    short: Service,
    apply: Apply,
    clara: Person,
    travel_to: Travel,  # noqa: F811
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    case = actions.take(apply(None), by=clara)
    code = case.application.status_code
    actions.close(case, "Erledigt.", by=clara)
    end = Case.objects.get(pk=case.pk).keep_until
    assert end
    nights(travel_to, django_capture_on_commit_callbacks, end - timedelta(days=30), end + timedelta(days=1))
    assert Client().post("/status/", {"reference": case.reference, "code": code}).status_code == 422
    assert not Key.objects.filter(pk=case.key.pk).exists()


def test_open_cases_stay_and_so_does_one_that_was_taken_up_again(
    ended: Case,
    apply: Apply,
    anna: Person,
    clara: Person,
    travel_to: Travel,  # noqa: F811
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    still_open = apply(anna)
    assert ended.keep_until
    end = ended.keep_until
    nights(travel_to, django_capture_on_commit_callbacks, end - timedelta(days=30))
    actions.reopen(ended, "Widerspruch", by=clara)
    nights(travel_to, django_capture_on_commit_callbacks, end + timedelta(days=400))
    assert set(Case.objects.values_list("pk", flat=True)) == {ended.pk, still_open.pk}


def test_killed_anywhere_it_is_whole_or_gone(
    ended: Case,
    travel_to: Travel,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    assert ended.keep_until
    end = ended.keep_until
    nights(travel_to, django_capture_on_commit_callbacks, end - timedelta(days=30))
    travel_to(end + timedelta(days=1))

    def dies(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    for step in ("_keep_figures", "delete", "record"):
        with monkeypatch.context() as patched:
            patched.setattr(erasing, step, dies)
            with pytest.raises(KeyboardInterrupt):
                endings.erase_ended_cases()
        assert Case.objects.get(pk=ended.pk).application.answers
        assert not Erased.objects.exists()
    assert (endings.erase_ended_cases(), endings.erase_ended_cases()) == (1, 0)


def test_many_go_in_small_batches(
    short: Service,
    apply: Apply,
    anna: Person,
    clara: Person,
    travel_to: Travel,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(endings, "BATCH", 2)
    for _ in range(5):
        actions.close(actions.take(apply(anna), by=clara), "Erledigt.", by=clara)
    end = Case.objects.latest("pk").keep_until
    assert end
    travel_to(end - timedelta(days=30))
    assert endings.announce_ends_of_cases() == 5
    travel_to(end + timedelta(days=1))
    assert endings.erase_ended_cases() == 5


def test_a_forgotten_draft_in_an_account_is_announced_then_goes(
    service: Service,
    anna: Person,
    travel_to: Travel,  # noqa: F811
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    draft = begin(Definition.objects.get(in_force=True), by=anna, others=Draft.objects.none())
    keep(draft, {"name": {"given": CANARY, "family": "X"}})
    began = timezone.localdate()
    told = began + timedelta(days=endings.DRAFT_DAYS - 29)
    nights(travel_to, django_capture_on_commit_callbacks, told - timedelta(days=5))
    assert not Mail.objects.filter(kind="draft_ends").exists()
    nights(travel_to, django_capture_on_commit_callbacks, told, told + timedelta(days=1))
    assert Mail.objects.filter(kind="draft_ends").count() == 1
    nights(travel_to, django_capture_on_commit_callbacks, told + timedelta(days=32))
    assert not Draft.objects.exists()
    assert not Key.objects.filter(pk=draft.key_id).exists()


def test_who_goes_on_with_her_draft_keeps_it(
    service: Service,
    anna: Person,
    travel_to: Travel,  # noqa: F811
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    draft = begin(Definition.objects.get(in_force=True), by=anna, others=Draft.objects.none())
    told = timezone.localdate() + timedelta(days=endings.DRAFT_DAYS - 29)
    nights(travel_to, django_capture_on_commit_callbacks, told)
    travel_to(told + timedelta(days=10))
    keep(draft, {"gross": True})
    nights(travel_to, django_capture_on_commit_callbacks, told + timedelta(days=60))
    assert Draft.objects.exists()


def test_mails_in_files_go_after_a_month(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "EMAIL_FILE_PATH", tmp_path)
    old, new = tmp_path / "old.log", tmp_path / "new.log"
    for file in (old, new):
        file.write_text("Guten Tag")
    long_ago = time.time() - 31 * 24 * 3600
    os.utime(old, (long_ago, long_ago))
    assert endings.clear_outbox(30) == 1
    assert list(tmp_path.iterdir()) == [new]


def test_a_retention_that_makes_no_sense_is_named() -> None:
    assert [key for key, _message in Retention(years=0).mistakes()] == ["years"]
    assert [key for key, _message in Retention(warn_days=3).mistakes()] == ["warn_days"]
    assert list(Retention(years=0, months=6).mistakes()) == []
