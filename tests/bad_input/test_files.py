"""Uploads are looked at, whatever they claim to be."""

from collections.abc import Callable

from django.test import Client

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.documents.models import StoredFile
from rathaus.portal.applications.models import Upload
from rathaus.portal.cases.models import Case
from tests.bad_input.files import REFUSED, STRANGE_NAMES
from tests.bad_input.test_wizard import assert_told
from tests.journeys.citizen import Citizen
from tests.papers import paper
from tests.visitor import Visitor, upload


def test_the_wizard_says_what_is_wrong_with_a_file_and_keeps_the_rest(at_step: Callable[..., Citizen]) -> None:
    citizen = at_step("zweck", "meldebescheinigung/rente-kostenlos")
    citizen.enter("zweck", "rente")
    citizen.press("Weiter")
    for what, (name, content) in REFUSED.items():
        citizen.enter("zweck_nachweis", upload(name, content, "application/pdf"))
        citizen.press("Weiter")
        assert citizen.place == "/antrag/meldebescheinigung/zweck/", what
        assert_told(citizen, "zweck_nachweis")
        assert not Upload.objects.exists(), what
        chosen = [c.value for form in citizen.page.forms for c in form.named("zweck") if c.value]
        assert chosen == ["rente"], what


def test_a_strange_name_is_cleaned_and_the_file_kept(at_step: Callable[..., Citizen]) -> None:
    citizen = at_step("zweck", "meldebescheinigung/rente-kostenlos")
    citizen.enter("zweck", "rente")
    citizen.press("Weiter")
    for name in STRANGE_NAMES:
        citizen.enter("zweck_nachweis", upload(name, paper("pdf")))
        citizen.press("Zurück")
        kept = [upload.file.name for upload in Upload.objects.select_related("file")]
        assert len(kept) <= 1
        for clean in kept:
            assert len(clean) <= 120
            assert not set(clean) & set('/\\\0\u202e"\r\n')
        citizen.go("/antrag/meldebescheinigung/zweck/")


def test_in_the_inbox_a_refused_file_costs_no_word(case: Case, anna_client: Client) -> None:
    path, before = f"/mein/postfach/{case.thread_id}/", StoredFile.objects.count()
    for what, (name, content) in REFUSED.items():
        once = "0b4cf1a2-aaaa-4aaa-8aaa-000000000000"
        page = anna_client.post(path, {"text": "Mein Text.", "once": once, "attachments": upload(name, content)})
        assert page.status_code == 422, what
        assert "Mein Text.</textarea>" in page.content.decode(), what
        assert StoredFile.objects.count() == before, what


def test_six_files_are_one_too_many(case: Case, anna: Person) -> None:
    visitor = Visitor(anna)
    visitor.go(f"/mein/postfach/{case.thread_id}/")
    visitor.enter("text", "Mein Text.")
    visitor.enter("attachments", *[upload(f"{n}.pdf", paper("pdf")) for n in range(6)])
    visitor.press("Nachricht senden")
    assert visitor.answer.status_code == 422
    assert "Das sind 6 Dateien" in visitor.text
