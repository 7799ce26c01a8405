"""What a browser, a proxy or a foreign page may say in a request, and what every answer says back."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import override_settings

from rathaus.foundation.design.keeper import Keeper
from tests.walk.table import expected, path_of
from tests.walk.test_methods import ANY

pytestmark = pytest.mark.usefixtures("city")

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
EVIL = "angriff.example"
FORGED = {
    "Host": EVIL,
    "X-Forwarded-Host": EVIL,
    "X-Forwarded-Server": EVIL,
    "X-Forwarded-Port": "666",
    "X-Host": EVIL,
    "X-Original-URL": f"//{EVIL}/",
    "X-Rewrite-URL": f"//{EVIL}/",
    "Forwarded": f"host={EVIL};proto=https",
    "X-Real-IP": "6.6.6.6",
    "X-User": "georg@rathaus.example",
    "Remote-User": "georg@rathaus.example",
    "X-Remote-User": "georg@rathaus.example",
    "X-HTTP-Method-Override": "DELETE",
    "X-Method-Override": "DELETE",
}
WAYS = ["/", "/ideen/", "/leistungen/hund-anmelden/", "/konto/anmelden/", "/gibt-es-nicht/", "/api/v1/ideas"]


def _pages(client: Client) -> Iterator[tuple[str, HttpResponse]]:
    for address in expected():
        yield address, client.get(path_of(address, ANY), headers={"Origin": f"https://{EVIL}"})


def test_no_answer_lets_a_foreign_page_read_it(client: Client, georg_client: Client) -> None:
    for browser in (client, georg_client):
        for address, answer in _pages(browser):
            named = {name for name in answer.headers if name.lower().startswith("access-control-")}
            # What is public for every service (OpenID Discovery 4.1) may be read by all, without cookies.
            if answer.get("Access-Control-Allow-Origin") == "*":
                assert address.startswith("/.well-known/"), address
                assert "Access-Control-Allow-Credentials" not in named
            else:
                assert named == set(), address


def test_a_foreign_page_that_asks_first_is_permitted_nothing(client: Client) -> None:
    asks = {"Origin": f"https://{EVIL}", "Access-Control-Request-Method": "POST"}
    for address in expected():
        answer = client.options(path_of(address, ANY), headers=asks)
        assert answer.status_code == 405, address
        assert not any(name.startswith("Access-Control-") for name in answer.headers), address


def test_made_up_headers_name_nobody_and_lead_nowhere(client: Client) -> None:
    for path in WAYS:
        plain, forged = client.get(path), client.get(path, headers=FORGED)
        assert forged.status_code == plain.status_code, path
        assert EVIL not in forged.content.decode() + str(forged.headers), path
    assert client.get("/arbeitsplatz/personal/", headers=FORGED).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_a_kept_page_asked_for_under_a_foreign_name_is_kept_for_nobody_else() -> None:
    keeper = Keeper(_django)
    for headers in ({"HTTP_HOST": EVIL}, {"HTTP_X_FORWARDED_HOST": EVIL}):
        _kept(keeper, "/ideen/", **headers)
        _status, _headers, body = _kept(keeper, "/ideen/")
        assert EVIL not in body


def test_whoever_stands_behind_no_proxy_can_not_choose_where_she_comes_from() -> None:
    """Else a new made-up address for each try would get around every limit."""
    tries = [
        Client().post("/status/", {"reference": "x", "code": "x"}, headers={"X-Forwarded-For": f"10.0.0.{number}"})
        for number in range(15)
    ]
    assert tries[-1].status_code == 429


# --- what answers carry


def test_every_answer_that_is_no_page_is_safe_too(client: Client) -> None:
    for path in ("/gibt-es-nicht/", "/api/v1/gibt-es-nicht", "/static/gibt-es-nicht.js", "/.git/config", "/.env"):
        answer = client.get(path)
        assert answer.status_code == 404
        _assert_safe(path, dict(answer.headers))
    for answer in (client.post("/"), client.put("/"), client.get("/", headers={"host": "a_b c"})):
        assert answer.status_code in (405, 400)
        _assert_safe(str(answer.status_code), dict(answer.headers))


@pytest.mark.django_db(transaction=True)
def test_a_kept_page_is_as_safe_as_the_one_it_was_made_from() -> None:
    keeper = Keeper(_django)
    for _time in range(2):
        status, headers, _body = _kept(keeper, "/lebenslagen/")
        assert status == "200 OK"
        _assert_safe("kept", headers)
    status, headers, body = _kept(keeper, "/lebenslagen/", HTTP_IF_NONE_MATCH=headers["ETag"])
    assert (status, body) == ("304 Not Modified", "")
    _assert_safe("304", headers)


def test_a_page_that_failed_is_safe_and_names_only_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError("geheim")

    monkeypatch.setattr("rathaus.portal.catalogue.search.find", broken)
    answer = Client(raise_request_exception=False).get("/suche/?q=x")
    assert answer.status_code == 500
    assert not re.search("geheim|Traceback|RuntimeError|rathaus/", answer.content.decode())
    _assert_safe("500", dict(answer.headers))


def test_over_https_browsers_insist_on_it_for_a_year() -> None:
    with override_settings(SECURE_HSTS_SECONDS=31_536_000, SECURE_HSTS_INCLUDE_SUBDOMAINS=True):
        strict = Client().get("/", secure=True)["Strict-Transport-Security"]
    assert strict == "max-age=31536000; includeSubDomains"


def test_the_first_line_of_a_page_does_not_tell_what_runs_here(client: Client) -> None:
    for path in WAYS:
        assert not {"Server", "X-Powered-By", "X-AspNet-Version"} & client.get(path).headers.keys()


def _assert_safe(what: str, headers: dict[str, str]) -> None:
    assert {name: headers.get(name) for name in EVERYWHERE} == EVERYWHERE, what
    assert "default-src 'none'" in headers.get("Content-Security-Policy", ""), what


def _kept(keeper: Keeper, path: str, **more: str) -> tuple[str, dict[str, str], str]:
    """As the web server asks, through the pages kept in front of Django."""
    started: list = []
    environ = RequestFactory().get(path, **more).environ
    body = keeper(environ, lambda status, headers, *_: started.extend((status, headers)))
    status, headers = started
    return status, dict(headers), b"".join(body).decode()


def _django(environ: dict, start_response: Callable[..., object]) -> list[bytes]:
    """Django as Keeper sees it, without hanging up on the test's database."""
    answer = Client().get(environ["PATH_INFO"], headers={"host": environ.get("HTTP_HOST", "testserver")})
    start_response(f"{answer.status_code} {answer.reason_phrase}", list(answer.items()))
    return [answer.content]
