"""The mails of the demo."""

from pathlib import Path

import pytest
from django.core.mail import EmailMessage, get_connection
from django.test import Client


@pytest.fixture
def mail_folder(settings, tmp_path: Path) -> Path:
    settings.EMAIL_FILE_PATH = tmp_path
    return tmp_path


def write(subject: str, text: str) -> None:
    backend = get_connection("django.core.mail.backends.filebased.EmailBackend")
    EmailMessage(subject, text, to=["anna@rathaus.example"], connection=backend).send()


@pytest.mark.django_db
def test_a_mail_can_be_read_with_its_umlauts(client: Client, mail_folder: Path) -> None:
    write("Bestätigung", "Ihr Code für das Bürgerkonto: Q7RM-31ZT")
    page = client.get("/demo/postausgang/").content.decode()
    assert "Bestätigung" in page
    assert "Ihr Code für das Bürgerkonto: Q7RM-31ZT" in page


@pytest.mark.django_db
def test_what_a_mail_says_is_shown_as_text_only(client: Client, mail_folder: Path) -> None:
    write("<script>alert(1)</script>", "<img src=x>")
    page = client.get("/demo/postausgang/").content.decode()
    assert "<script>alert" not in page
    assert "<img src=x>" not in page


@pytest.mark.django_db
@pytest.mark.parametrize("folder", [None, "/nowhere"])
def test_without_mails_the_page_says_so(client: Client, settings, folder: str | None) -> None:
    settings.EMAIL_FILE_PATH = folder
    assert "Noch wurde keine E-Mail geschrieben" in client.get("/demo/postausgang/").content.decode()
