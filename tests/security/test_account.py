"""What every page of somebody signed in must have, and what no way in may leave out."""

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.design.city import city

pytestmark = pytest.mark.django_db

HERS = [
    "/mein/",
    "/mein/ideen/",
    "/mein/postfach/",
    "/mein/vorgaenge/",
    "/mein/daten/",
    "/konto/sicherheit/",
    "/konto/geraete/",
]
PASSWORD_PAGES = ["/konto/anmelden/", "/konto/anlegen/"]
HER_PASSWORD_PAGES = ["/konto/passwort/festlegen/", "/konto/bestaetigen/", "/konto/passwort/aendern/"]
LOST = [
    *("/.git/config", "/.git/", "/.env", "/.env.example", "/pyproject.toml", "/uv.lock", "/rathaus.sqlite3"),
    *(
        "/static/",
        "/static/../pyproject.toml",
        "/static/%2e%2e/%2e%2e/etc/passwd",
        "/files/",
        "/keys/vault",
        "/content/",
    ),
    *("/admin/", "/debug/", "/__debug__/", "/server-status", "/backup.zip", "/index.php"),
]


@pytest.mark.parametrize("address", HERS)
def test_signing_out_is_one_press_away_on_every_page_of_hers(anna_client: Client, address: str) -> None:
    page = anna_client.get(address, follow=True).content.decode()
    assert re.search(r'<a [^>]*href="/konto/abmelden/"[^>]*>\s*\S', page), address


def test_every_password_is_typed_under_dots_and_may_be_filled_in_by_a_manager(
    client: Client, anna: Person, anna_client: Client
) -> None:
    anna.set_password("drei Möwen am Hafen")
    anna.save()
    anna_client.force_login(anna)
    pages = [client.get(one).content.decode() for one in PASSWORD_PAGES]
    pages += [anna_client.get(one, follow=True).content.decode() for one in HER_PASSWORD_PAGES]
    fields = [
        tag for page in pages for tag in re.findall(r"<input[^>]*>", page) if re.search(r'name="\w*password', tag)
    ]
    assert len(fields) >= len(PASSWORD_PAGES) + 1
    for tag in fields:
        assert 'type="password"' in tag, tag
        assert re.search(r'autocomplete="(current|new)-password"', tag), tag


def test_signing_out_is_one_press_away_on_every_page_of_the_desk(clara_client: Client, georg_client: Client) -> None:
    for client, address in ((clara_client, "/arbeitsplatz/"), (georg_client, "/arbeitsplatz/personal/")):
        assert 'href="/konto/abmelden/"' in client.get(address).content.decode()


@pytest.mark.parametrize("address", LOST)
def test_nothing_that_lies_about_can_be_fetched(client: Client, address: str) -> None:
    assert client.get(address).status_code in (400, 404)


def test_nobody_is_signed_in_but_by_the_doors() -> None:
    """Each door goes through allauth, which starts the clocks; the demo has a way of its own, production has none."""
    calls = re.compile(r"from django\.contrib\.auth import [^\n]*\blogin\b|force_login")
    found = [
        file for file in settings.PACKAGE.rglob("*.py") if "tests" not in file.parts and calls.search(file.read_text())
    ]
    assert [str(file.relative_to(settings.PACKAGE)) for file in found] == ["integrations/demo/views.py"]


def test_there_is_no_account_that_nobody_made(db: None) -> None:
    assert not Person.objects.exists()


def test_whom_to_tell_of_a_hole_stands_where_people_look(client: Client) -> None:
    answer = client.get("/.well-known/security.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = [line.split(": ", 1) for line in answer.content.decode().splitlines()]
    names = [name for name, _ in lines]
    told = dict(lines)
    assert {"Contact", "Expires", "Preferred-Languages", "Canonical", "Policy"} <= set(names)
    assert names.count("Expires") == names.count("Preferred-Languages") == 1
    assert told["Contact"] == city()["security"]["contact"][0]
    assert told["Preferred-Languages"] == "de, en"
    assert told["Canonical"] == f"{settings.PUBLIC_ADDRESS}/.well-known/security.txt"
    ends = datetime.strptime(told["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert timedelta(days=30) < ends - datetime.now(UTC) < timedelta(days=365)


def test_a_city_that_names_nobody_has_no_such_file(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(city(), "security", None)
    assert client.get("/.well-known/security.txt").status_code == 404


def test_a_manager_of_passwords_is_led_to_where_they_are_changed(anna_client: Client, client: Client) -> None:
    assert anna_client.get("/.well-known/change-password").headers["Location"] == "/konto/passwort/aendern/"
    # A password manager asks for a page that can't be there, to know whether the answer above means anything.
    assert (
        client.get("/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200").status_code == 404
    )


def test_no_secret_stands_in_the_source() -> None:
    kinds = re.compile(
        r"-----BEGIN (?:RSA |EC )?PRIVATE KEY-----\s+[A-Za-z0-9+/]{40}|AKIA[0-9A-Z]{16}|ghp_[A-Za-z0-9]{36}"
    )
    sources = [
        file
        for folder in ("src", "scripts", "content", "docs")
        for file in Path(settings.ROOT / folder).rglob("*")
        if file.suffix in {".py", ".toml", ".md", ".html", ".js", ".txt", ".pem", ".yml", ".sh"}
    ]
    assert len(sources) > 500
    assert [str(file) for file in sources if kinds.search(file.read_text(errors="replace"))] == []


COOKIES_OVER_HTTPS = """
import django, json
from django.conf import settings
settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
django.setup()
from django.contrib import messages
from django.http import HttpResponse
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.test import RequestFactory
from rathaus.foundation.accounts.throttling import know_device
from rathaus.foundation.design.language import LanguageMiddleware
from rathaus.foundation.accounts.told import Told
request = RequestFactory().get("/?sprache=en", secure=True)
request.session = {}
answer = LanguageMiddleware(lambda request: HttpResponse())(request)
know_device(request, answer, "anna@rathaus.example")
told = Told(request)
told.add(messages.SUCCESS, "Gespeichert.")
told.update(answer)
get_token(request)
CsrfViewMiddleware(lambda request: answer).process_response(request, answer)
told = {name: {key: morsel[key] for key in ("secure", "httponly", "samesite", "path", "domain")}
        for name, morsel in answer.cookies.items()}
told[settings.SESSION_COOKIE_NAME] = {
    "secure": settings.SESSION_COOKIE_SECURE, "httponly": settings.SESSION_COOKIE_HTTPONLY,
    "samesite": settings.SESSION_COOKIE_SAMESITE, "path": settings.SESSION_COOKIE_PATH,
    "domain": settings.SESSION_COOKIE_DOMAIN or ""}
print(json.dumps(told))
"""


def test_over_https_every_cookie_is_bound_to_this_host_and_closed_to_scripts_and_foreign_pages(tmp_path: Path) -> None:
    house = {"RATHAUS_ADDRESS": "https://rathaus.example", "RATHAUS_MODE": "demo", "DATA_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", COOKIES_OVER_HTTPS],
        env=os.environ | house | {"DJANGO_SETTINGS_MODULE": "rathaus.config.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert set(told) == {"__Host-sitzung", "__Host-csrf", "__Host-geraet", "__Host-sprache", "__Host-hinweis"}
    closed = {"secure": True, "httponly": True, "samesite": "Lax", "path": "/", "domain": ""}
    assert {name: cookie for name, cookie in told.items() if cookie != closed} == {}
