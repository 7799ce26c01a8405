"""Everything held about her, readable and as a ZIP that only she gets."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from rathaus.entrances.my import packing
from rathaus.entrances.my.actions import request_export
from rathaus.entrances.my.models import Export
from rathaus.entrances.my.packing import write_zip
from rathaus.foundation.accounts.actions import learn
from rathaus.foundation.accounts.disclosure import counted, holdings
from rathaus.foundation.accounts.merging import merge
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.models import Entry
from rathaus.foundation.documents import shelf, streams
from rathaus.foundation.documents.actions import store
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.documents.withholding import State
from rathaus.foundation.inbox.actions import mark_read
from rathaus.foundation.inbox.models import Message
from rathaus.portal.cases import actions
from rathaus.portal.cases.models import Case
from rathaus.portal.cases.tests.town import *  # noqa: F403
from rathaus.portal.cases.tests.town import Apply, a_pdf, signed_in

pytestmark = pytest.mark.django_db
PAGE = "/mein/daten/mitnehmen/"
RunTasks = Callable[[], int]


@pytest.fixture(autouse=True)
def _attempts_forgotten() -> None:
    cache.clear()


@pytest.fixture
def annas(anna: Person) -> Client:
    """Her browser, in which she has just given her password."""
    anna.set_password("a-long-enough-password")
    anna.save()
    browser = signed_in(anna)
    browser.post("/konto/bestaetigen/", {"password": "a-long-enough-password"})
    return browser


def decided(case: Case, clara: Person, run_tasks: RunTasks) -> Case:
    case = actions.take(case, by=clara)
    actions.decide(case, case.application.definition.blueprint.decisions[0], "Alles da.", by=clara)
    run_tasks()
    return case


def opened(person: Person) -> None:
    for message in Message.objects.unread_by(person):
        mark_read(message, by=person)


def zip_of(person: Person) -> zipfile.ZipFile:
    file = io.BytesIO()
    write_zip(person, file)
    return zipfile.ZipFile(file)


def fetched(browser: Client) -> zipfile.ZipFile:
    answer = browser.get(f"{PAGE}{Export.objects.get().id}/")
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert len(content) == int(answer["Content-Length"])
    return zipfile.ZipFile(io.BytesIO(content))


def test_she_asks_the_worker_makes_it_she_fetches_it(
    annas: Client, anna: Person, clara: Person, apply: Apply, run_tasks: RunTasks
) -> None:
    decided(apply(anna, foto=a_pdf()), clara, run_tasks)
    opened(anna)
    learn(anna, {"town": "Duisburg"}, origin="bundid", level=3, by="system")
    assert annas.post(PAGE)["Location"] == PAGE
    waiting = annas.get(PAGE)
    assert "Wird zusammengestellt" in waiting.content.decode()
    assert waiting["Refresh"]
    run_tasks()
    ready = annas.get(PAGE)
    assert "ZIP-Datei herunterladen" in ready.content.decode()
    assert not ready.has_header("Refresh")
    archive = fetched(annas)
    assert archive.testzip() is None
    names = archive.namelist()
    case = next(name for name in names if name.startswith("vorgaenge/") and name.endswith("angaben.json"))
    told = json.loads(archive.read(case))
    assert told["angaben"]["Antworten"]["Wer hält den Hund?"]["Ihr Name"] == "Anna Kowalski"
    assert "Bescheid" in str(told["angaben"]["Nachrichten"])
    papers = [name.rsplit("/", 1)[-1] for name in names if name.endswith(".pdf")]
    assert len(papers) == 3
    assert {paper.split()[0] for paper in papers} == {"foto.pdf", "Eingangsbestätigung", "Bescheid"}
    fact = json.loads(archive.read(next(name for name in names if name.startswith("profil/"))))
    assert (fact["titel"], fact["angaben"]["Angabe"], fact["angaben"]["Herkunft"]) == ("Ort", "Duisburg", "BundID")
    assert "angaben.json" in archive.read("LIESMICH.txt").decode()


def test_a_letter_she_has_not_opened_stays_closed_in_the_zip_too(
    anna: Person, clara: Person, apply: Apply, run_tasks: RunTasks
) -> None:
    decided(apply(anna), clara, run_tasks)
    archive = zip_of(anna)
    assert not [name for name in archive.namelist() if "Bescheid" in name]
    everything = b"".join(archive.read(name) for name in archive.namelist()).decode(errors="ignore")
    assert "Noch nicht geöffnet" in everything
    assert Message.objects.unread_by(anna).exists()


def test_only_she_gets_it_and_only_after_her_password(
    annas: Client, anna: Person, bernd: Person, apply: Apply, run_tasks: RunTasks
) -> None:
    apply(anna)
    annas.post(PAGE)
    run_tasks()
    address = f"{PAGE}{Export.objects.get().id}/"
    assert signed_in(bernd).get(address).status_code in (302, 404)
    other = signed_in(anna)
    assert other.get(address)["Location"].startswith("/konto/bestaetigen/")
    assert other.post(PAGE)["Location"].startswith("/konto/bestaetigen/")
    assert Client().get(address)["Location"].startswith("/konto/anmelden/")


def test_another_person_who_has_given_her_password_finds_nothing(
    annas: Client, anna: Person, bernd: Person, run_tasks: RunTasks
) -> None:
    annas.post(PAGE)
    run_tasks()
    bernd.set_password("another-long-password")
    bernd.save()
    browser = signed_in(bernd)
    browser.post("/konto/bestaetigen/", {"password": "another-long-password"})
    assert browser.get(f"{PAGE}{Export.objects.get().id}/").status_code == 404


def test_it_rests_sealed_on_disk_and_is_gone_after_seven_days(
    annas: Client, anna: Person, run_tasks: RunTasks, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    learn(anna, {"town": "Kanarienstadt"}, origin="self", level=0, by=anna)
    annas.post(PAGE)
    run_tasks()
    export = Export.objects.get()
    sealed = shelf.read(export.place)
    assert b"PK" not in sealed[:8]
    assert b"Kanarienstadt" not in sealed
    call_command("upkeep")
    assert shelf.has(export.place)
    Export.objects.update(until=timezone.now() - timedelta(minutes=1))
    assert annas.get(f"{PAGE}{export.id}/").status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        call_command("upkeep")
    assert not shelf.has(export.place)
    assert not Export.objects.exists()


def test_one_at_a_time_and_five_a_day(
    annas: Client, anna: Person, run_tasks: RunTasks, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    for _ in range(2):
        annas.post(PAGE)
    assert Export.objects.count() == 1
    run_tasks()
    first = Export.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        annas.post(PAGE)
    run_tasks()
    assert Export.objects.exclude(pk=first.pk).count() == Export.objects.count() == 1
    assert not shelf.has(first.place)
    for _ in range(2):
        annas.post(PAGE)
    assert annas.post(PAGE).status_code == 429


def test_a_worker_that_dies_leaves_nothing_and_the_next_one_makes_it(
    anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    export = request_export(anna)

    def dies(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(packing, "_write", dies)
    with pytest.raises(OSError, match="no space"):
        packing.pack(str(export.id))
    monkeypatch.undo()
    export.refresh_from_db()
    assert export.state == Export.State.FAILED
    assert export.id.hex not in [name.partition(".")[0] for name, _at in shelf.listing(Export.FOLDER)]
    # A worker that was killed says nothing: its export still runs, and the task comes again.
    Export.objects.update(state=Export.State.WORKING)
    packing.pack(str(export.id))
    packing.pack(str(export.id))
    export.refresh_from_db()
    assert export.is_ready


def test_names_lead_nowhere(anna: Person, apply: Apply) -> None:
    case = apply(anna, foto=a_pdf("../../../etc/passwd.pdf"), given="../..", family="C:\\x")
    case.service.title = "../../Hund\\..\\anmelden"
    case.service.save()
    for name in zip_of(anna).namelist():
        parts = name.split("/")
        assert not name.startswith("/")
        assert ".." not in parts
        assert "\\" not in name
        assert ":" not in name


def test_two_files_of_one_name_are_both_there(anna: Person, apply: Apply) -> None:
    case = apply(anna, foto=a_pdf("bescheid.pdf"))
    store("bescheid.pdf", b"%PDF-1.7 other", "application/pdf", case.key)
    names = [name.rsplit("/", 1)[-1] for name in zip_of(anna).namelist()]
    assert {"bescheid.pdf", "bescheid (2).pdf"} <= set(names)


@pytest.mark.parametrize("state", [State.WAITING, State.INFECTED])
def test_a_file_that_nobody_may_have_stays_out_and_the_rest_is_there(state: State, anna: Person, apply: Apply) -> None:
    case = apply(anna, foto=a_pdf("foto.pdf"))
    StoredFile.objects.filter(key=case.key, name="foto.pdf").update(state=state)
    archive = zip_of(anna)
    names = [name.rsplit("/", 1)[-1] for name in archive.namelist()]
    assert "foto.pdf" not in names
    [facts] = [name for name in archive.namelist() if name.startswith("vorgaenge/") and name.endswith("angaben.json")]
    assert json.loads(archive.read(facts))["nicht_dabei"] == {"foto.pdf": str(state.label)}


def test_a_piece_cut_off_or_swapped_is_noticed(annas: Client, anna: Person, run_tasks: RunTasks) -> None:
    annas.post(PAGE)
    run_tasks()
    export = Export.objects.select_related("person__key").get()
    assert export.person.key
    shelf.keep(export.place, io.BytesIO(shelf.read(export.place)[:-20]))
    with pytest.raises(Exception, match="export"):
        list(streams.read_sealed(export.place, export.person.key, export.label))


def test_asking_making_and_fetching_are_recorded(annas: Client, anna: Person, run_tasks: RunTasks) -> None:
    annas.post(PAGE)
    run_tasks()
    fetched(annas)
    verbs = Entry.objects.filter(subject=f"person:{anna.pk}", verb__startswith="export").values_list("verb", flat=True)
    assert list(verbs) == ["export.requested", "export.made", "export.fetched"]


def test_the_page_of_her_data_counts_all_of_it_by_one_query(
    annas: Client, anna: Person, apply: Apply, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        apply(anna)
    assert {holding.name: count for holding, count in counted(anna)}["vorgaenge"] == 3
    assert {holding.name: holding.count(anna) for holding in holdings()} == {
        holding.name: count for holding, count in counted(anna)
    }
    with django_assert_max_num_queries(8):
        page = annas.get("/mein/daten/").content.decode()
    assert "Vorgänge (3)" in page


def test_each_kind_can_be_read_in_plain_words(annas: Client, anna: Person, apply: Apply) -> None:
    apply(anna, foto=a_pdf())
    for holding in holdings():
        assert annas.get(f"/mein/daten/einzeln/{holding.name}/").status_code == 200
    page = annas.get("/mein/daten/einzeln/vorgaenge/").content.decode()
    assert "Musterstraße" in page
    assert annas.get("/mein/daten/einzeln/gibt-es-nicht/").status_code == 404


@pytest.mark.parametrize("is_made", [True, False])
def test_a_zip_ends_with_the_account_that_another_takes_up(anna: Person, bernd: Person, is_made: bool) -> None:
    export = request_export(anna)
    if is_made:
        packing.pack(str(export.pk))
    merge(anna, by=bernd)
    packing.pack(str(export.pk))
    assert not Export.objects.exists()
