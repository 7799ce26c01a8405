"""Files on a step: stored at once, refused in plain words, gone when they are removed."""

import io
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.inbox.models import Message
from rathaus.portal.applications.blueprints.blueprint import Step
from rathaus.portal.applications.models import Application, Draft, Upload
from rathaus.portal.applications.questions.file import File
from rathaus.portal.applications.questions.group import Group
from rathaus.portal.applications.questions.text import Text
from rathaus.portal.applications.tests.conftest import REASONS, TREES, YOU


def picture(name="eiche.png", size=(20, 20)):
    content = io.BytesIO()
    Image.new("RGB", size, "green").save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), "image/png")


@pytest.fixture
def reasons(guest):
    """A guest on the page with the files."""
    guest.begin()
    guest.send(YOU)
    return guest


def stored():
    return Draft.objects.get().answers.get("foto") or []


@pytest.mark.parametrize(("values", "in_parts"), [(None, False), (YOU, True)])
def test_only_a_page_that_asks_for_a_file_is_sent_in_parts(guest, values, in_parts):
    page = guest.begin() if values is None else (guest.begin(), guest.send(values))[1]
    assert ('enctype="multipart/form-data"' in page.content.decode()) is in_parts


def test_a_group_that_asks_for_a_file_makes_its_page_one_that_does():
    photo, name = File(id="foto", label="Foto"), Text(id="name", label="Name")
    trees = Group(id="baeume", label="Bäume", questions=(name, photo))
    assert Step(id="baeume", title="Bäume", questions=(trees,)).asks_for_files
    assert not Step(id="baeume", title="Bäume", questions=(replace(trees, questions=(name,)),)).asks_for_files


def test_a_file_is_kept_although_something_else_is_wrong(reasons):
    reasons.send({"foto": picture()})
    assert "Fehler:" in reasons.text()
    assert "eiche.png" in reasons.text()
    assert [entry["name"] for entry in stored()] == ["eiche.png"]
    reasons.send(REASONS)
    assert reasons.place == "/antrag/baum/baeume/"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("leer.png", b"", "leer"),
        ("brief.png", b"nur Text", "nehmen wir nicht an"),
        ("boese.png", b"MZ\x90\x00" + b"\x00" * 200, "nehmen wir nicht an"),
        ("gross.png", b"\x89PNG\r\n\x1a\n" + b"0" * (11 * 1024 * 1024), "zu groß"),
        ("riesig.png", b"0" * (30 * 1024 * 1024), "zu groß"),
    ],
)
def test_a_refused_file_is_told_at_its_field_and_the_rest_is_kept(reasons, name, content, words):
    page = reasons.send({"krank": "nein", "foto": SimpleUploadedFile(name, content, "image/png")})
    assert page.status_code == 200
    assert words in reasons.text().split(f"{name}: ")[1]
    assert 'href="#id_foto"' in page.content.decode()
    assert Draft.objects.get().answers["krank"] is False
    assert stored() == []
    assert StoredFile.objects.count() == 0


def test_there_is_room_for_so_many_files_and_no_more(reasons):
    reasons.send(REASONS | {"foto": [picture("a.png"), picture("b.png"), picture("c.png")]})
    assert [entry["name"] for entry in stored()] == ["a.png", "b.png"]
    assert "c.png: Hier ist Platz für 2 Dateien" in reasons.text()


def test_a_step_sent_again_brings_no_second_copy(reasons):
    page = reasons.page
    for _ in range(2):
        reasons.page = page
        reasons.send(REASONS | {"foto": picture()})
    assert [entry["name"] for entry in stored()] == ["eiche.png"]
    assert StoredFile.objects.count() == 1


def test_a_removed_file_is_gone_from_the_disk(reasons, django_capture_on_commit_callbacks):
    reasons.send({"foto": picture()})
    file = StoredFile.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        reasons.send({"_remove": f"foto.{file.id}"})
    assert stored() == []
    assert not file.path.exists()
    assert "Fehler:" not in reasons.text()


def test_a_file_of_someone_else_cannot_be_removed(reasons, walker):
    reasons.send({"foto": picture()})
    file = StoredFile.objects.get()
    walker.begin()
    walker.send(YOU)
    walker.send({"_remove": f"foto.{file.id}"})
    assert StoredFile.objects.filter(pk=file.pk).exists()


def test_a_file_in_words_is_not_an_answer(reasons):
    reasons.send(REASONS | {"foto": '{"file": "x"}'})
    assert stored() == []


def test_beginning_anew_deletes_the_files(reasons):
    reasons.send({"foto": picture()})
    reasons.begin()
    assert StoredFile.objects.count() == 0


def test_files_go_with_the_application_to_their_question(reasons):
    reasons.send(REASONS | {"foto": [picture("a.png"), picture("b.png")]})
    reasons.send(TREES)
    reasons.send({"confirmed": "on"})
    application = Application.objects.get()
    assert {upload.question for upload in application.uploads.all()} == {"foto.0", "foto.1"}
    assert Upload.objects.filter(draft=None).count() == 2
    assert application.uploads.first().file.read().startswith(b"\x89PNG")


def test_a_request_that_is_far_too_large_is_refused_unread(reasons):
    page = reasons.client.generic(
        "POST", "/antrag/baum/gruende/", b"x", content_type="multipart/form-data; boundary=b", CONTENT_LENGTH=str(2**30)
    )
    assert page.status_code == 413
    assert "höchstens 60 MB" in page.content.decode()


def test_with_the_scanner_away_it_is_taken_and_sent_all_the_same(reasons, clamd, run_tasks):
    clamd.stop()
    reasons.send(REASONS | {"foto": picture("a.png")})
    run_tasks()
    reasons.send(TREES)
    reasons.send({"confirmed": "on"})
    assert Application.objects.count() == 1
    assert Upload.objects.get().file.is_withheld


def test_what_was_found_in_a_draft_is_said_at_its_field(reasons, clamd, run_tasks):
    clamd.says = b"stream: Eicar FOUND\0"
    reasons.send({"foto": picture("a.png")})
    run_tasks()
    reasons.go(reasons.place)
    assert "Gesperrt, enthält vermutlich Schadsoftware" in reasons.text()
    [entry] = stored()
    reasons.send({"_remove": f"foto.{entry['file']}"})
    assert "Schadsoftware" not in reasons.text()


def test_sent_all_the_same_it_is_told_in_the_thread_of_the_application(reasons, clamd, run_tasks):
    clamd.says = b"stream: Eicar FOUND\0"
    reasons.send(REASONS | {"foto": [picture("a.png"), picture("b.png")]})
    run_tasks()
    reasons.send(TREES)
    reasons.send({"confirmed": "on"})
    application = Application.objects.get()
    told = [letter.body for letter in Message.objects.filter(thread__reference=application.reference)]
    assert ["„a.png“" in text for text in told] == [False, True, False]
    assert ["„b.png“" in text for text in told] == [False, False, True]
