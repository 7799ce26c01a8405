"""A service of our own, with an application that knows every turn of the way, and how a person walks through it."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.offices.models import Office
from rathaus.portal.applications.actions.publishing import publish, publish_content
from rathaus.portal.applications.models import Definition
from rathaus.portal.catalogue.models import Service

FOLDER = Path(__file__).parent / "baum"

YOU = {"name-given": "Anna", "name-family": "Kowalski", "email": "anna@example.org", "ort": "garten"}
REASONS = {"krank": "nein", "folgen": ["laub"]}
TREES = {"baeume-0-art": "Eiche", "baeume-0-hoch": "nein"}


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"
    cache.clear()


@pytest.fixture
def office(db) -> Office:
    return Office.objects.create(slug="gruen", name="Grünamt")


@pytest.fixture
def service(office) -> Service:
    service = Service.objects.create(
        slug="baum", title="Baum fällen", facts={"office": ["gruen"], "needs": ["Ein Foto"], "offline": ["Im Amt"]}
    )
    service.offices.add(office)
    publish(service, FOLDER)
    return service


@pytest.fixture
def anna(db) -> Person:
    return Person.objects.create_user("anna@rathaus.example", "ein langes Passwort", name="Anna Kowalski")


@pytest.fixture
def bernd(db) -> Person:
    return Person.objects.create_user("bernd@rathaus.example", "ein langes Passwort", name="Bernd Schäfer")


@pytest.fixture
def republish(service):
    """Publish the application again, after ``change`` had its way with the content."""

    def again(change) -> Definition:
        content = Definition.objects.in_force(service__slug="baum").content
        change(content)
        return publish_content(service, content)

    return again


class _Form(HTMLParser):
    """The fields of the last form on a page that posts."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: list[tuple[str, str]] = []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "form" and found.get("method") == "post":
            self.fields = []
        if tag != "input" or not found.get("name") or found.get("type") == "file":
            return
        if found.get("type") in ("checkbox", "radio") and "checked" not in found:
            return
        self.fields.append((found["name"], found.get("value") or ("on" if found.get("type") == "checkbox" else "")))


def fields_of(page) -> dict[str, list[str]]:
    """What a browser would send from ``page`` if nothing were changed."""
    form = _Form()
    form.feed(page.content.decode())
    fields: dict[str, list[str]] = {}
    for name, value in form.fields:
        fields.setdefault(name, []).append(value)
    return fields


class Walker:
    """Somebody who applies, with the pages she sees."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.page = None

    def go(self, path: str):
        self.page = self.client.get(path, follow=True)
        return self.page

    def begin(self):
        self.page = self.client.post("/antrag/baum/", {"begin": "new"}, follow=True)
        return self.page

    @property
    def place(self) -> str:
        """The address of the page she sees."""
        return self.page.request["PATH_INFO"]

    def send(self, values: dict, *, follow: bool = True, **extra):
        """Fill in the page she sees and press a button (by default the first)."""
        data = fields_of(self.page) | values
        self.page = self.client.post(self.page.request["PATH_INFO"] + self._query(), data, follow=follow, **extra)
        return self.page

    def _query(self) -> str:
        query = self.page.request.get("QUERY_STRING", "")
        return f"?{query}" if query else ""

    def fill_in(self) -> None:
        """From the start to the check page."""
        self.begin()
        for values in (YOU, REASONS, TREES):
            self.send(values)
        assert self.place == "/antrag/baum/pruefen/"

    def text(self) -> str:
        """The page's text without markup."""
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", self.page.content.decode()))


@pytest.fixture
def guest(service) -> Walker:
    return Walker(Client())


@pytest.fixture
def walker(service, anna) -> Walker:
    client = Client()
    client.force_login(anna)
    return Walker(client)
