"""Editors see what is in force, what a folder would change, and publish it; nobody else does."""

import shutil
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.exceptions import PermissionDenied
from django.test import Client

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.models import Entry
from rathaus.portal.applications.actions.publishing import publish
from rathaus.portal.applications.models import Definition
from rathaus.portal.catalogue.models import Service

pytestmark = pytest.mark.django_db

PAGE = "/arbeitsplatz/leistungen/"
SLUG = "meldebescheinigung"


@pytest.fixture
def folder(settings: LazySettings, tmp_path: Path) -> Path:
    """A copy of the content that a test may change, with one service in the catalogue."""
    shutil.copytree(settings.CONTENT_DIR, tmp_path / "content")
    settings.CONTENT_DIR = tmp_path / "content"
    Service.objects.get_or_create(slug=SLUG, defaults={"title": "Meldebescheinigung"})
    Definition.objects.filter(service__slug=SLUG).delete()
    return tmp_path / "content" / "services" / SLUG


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(Person.objects.create_user("redaktion@rathaus.example", is_editor=True))
    return client


def test_an_editor_publishes_a_folder_and_reads_the_whole_application(editor: Client, folder: Path) -> None:
    assert "keine" in editor.get(PAGE).content.decode()
    assert "Fassung 1 gilt" in editor.post(f"{PAGE}{SLUG}/veroeffentlichen/", follow=True).content.decode()
    page = editor.get(f"{PAGE}{SLUG}/").content.decode()
    assert "entspricht der geltenden Fassung" in page
    assert all(step.heading in page for step in Definition.objects.get(service__slug=SLUG).blueprint.steps)
    assert Entry.objects.filter(verb="definition.published", subject=f"service:{SLUG}").exists()


def test_an_unchanged_folder_makes_no_new_version(editor: Client, folder: Path) -> None:
    for _ in range(2):
        editor.post(f"{PAGE}{SLUG}/veroeffentlichen/")
    assert [one.version for one in Definition.objects.filter(service__slug=SLUG)] == [1]


def test_a_changed_folder_offers_the_next_version(editor: Client, folder: Path) -> None:
    editor.post(f"{PAGE}{SLUG}/veroeffentlichen/")
    file = folder / "application.toml"
    file.write_text(file.read_text().replace("minutes = ", "minutes = 1", 1))
    assert "Fassung veröffentlichen" in editor.get(f"{PAGE}{SLUG}/").content.decode()
    editor.post(f"{PAGE}{SLUG}/veroeffentlichen/")
    assert Definition.objects.get(service__slug=SLUG, in_force=True).version == 2


def test_faults_are_shown_with_file_and_line_and_nothing_is_published(editor: Client, folder: Path) -> None:
    file = folder / "application.toml"
    file.write_text(file.read_text().replace('type = "', 'type = "unbekannt-', 1))
    page = editor.get(f"{PAGE}{SLUG}/").content.decode()
    assert "application.toml:" in page
    assert "hat Fehler" in editor.post(f"{PAGE}{SLUG}/veroeffentlichen/", follow=True).content.decode()
    assert not Definition.objects.filter(service__slug=SLUG).exists()


def test_nobody_else_finds_the_pages(folder: Path) -> None:
    client = Client()
    client.force_login(Person.objects.create_user("bernd@rathaus.example", is_administrator=True))
    assert [client.get(PAGE).status_code, client.get(f"{PAGE}{SLUG}/").status_code] == [404, 404]
    assert client.post(f"{PAGE}{SLUG}/veroeffentlichen/").status_code == 404


def test_a_service_without_an_application_has_no_such_page(editor: Client, folder: Path) -> None:
    assert editor.get(f"{PAGE}../x/").status_code == 404
    assert editor.get(f"{PAGE}sperrgut/").status_code == 404


def test_publishing_asks_who_may(folder: Path, anna: Person) -> None:
    with pytest.raises(PermissionDenied):
        publish(Service.objects.get(slug=SLUG), folder, by=anna)
    assert not Definition.objects.filter(service__slug=SLUG).exists()
