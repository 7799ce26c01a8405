"""A page that says something of its visitor in the frame only is drawn once, and each visitor gets her own frame."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.test import RequestFactory

from rathaus.foundation.design.framed import LONGEST_QUERY, drawn_once
from rathaus.foundation.design.until_edit import forget, watch

View = Callable[..., HttpResponse]


@pytest.fixture(autouse=True)
def watched() -> Iterator[None]:
    watch()
    yield
    watch(False)


def visitor(path: str = "/", told: str = "", **extra: str) -> HttpRequest:
    request = RequestFactory().get(path, **extra)
    request.user, request.session, request.LANGUAGE_CODE = AnonymousUser(), SessionBase(), "de"
    request._messages = CookieStorage(request)
    if told:
        messages.success(request, told)
    return request


@pytest.fixture
def seen() -> list[HttpRequest]:
    """What the view was asked."""
    return []


@pytest.fixture
def page(seen: list[HttpRequest]) -> View:
    def view(request: HttpRequest, **kwargs: str) -> HttpResponse:
        seen.append(request)
        return render(request, "base.html", {"section": kwargs.get("section", "")})

    return view


def test_it_is_drawn_once_and_each_visitor_is_told_her_own(page: View, seen: list[HttpRequest]) -> None:
    bodies = [drawn_once(page, visitor(told=told)).text for told in ("Für Anna.", "Für Bernd.", "")]
    assert len(seen) == 1
    assert [("Für Anna." in body, "Für Bernd." in body) for body in bodies] == [
        (True, False),
        (False, True),
        (False, False),
    ]
    assert all(body.count('href="/konto/anmelden/') == 1 and body.rstrip().endswith("</html>") for body in bodies)


def test_nothing_of_the_visitor_gets_to_the_view(page: View, seen: list[HttpRequest]) -> None:
    drawn_once(page, visitor("/?buchstabe=h", HTTP_COOKIE="sitzung=abc", HTTP_USER_AGENT="hers", HTTP_REFERER="/mein/"))
    [asked] = seen
    assert (asked.path, asked.GET.dict(), asked.COOKIES, asked.user.is_authenticated) == (
        "/",
        {"buchstabe": "h"},
        {},
        False,
    )
    assert not {"HTTP_USER_AGENT", "HTTP_REFERER", "HTTP_COOKIE", "REMOTE_ADDR"} & asked.META.keys()


def test_each_address_query_language_and_word_of_the_address_has_a_page_of_its_own(
    page: View, seen: list[HttpRequest]
) -> None:
    for path in ("/a/", "/b/", "/a/?x=1", "/a/"):
        drawn_once(page, visitor(path))
    drawn_once(page, visitor("/a/"), section="services")
    assert len(seen) == 4


def test_an_edit_makes_it_new(page: View, seen: list[HttpRequest]) -> None:
    drawn_once(page, visitor())
    forget()
    drawn_once(page, visitor())
    assert len(seen) == 2


def test_a_long_query_is_answered_and_not_remembered(page: View, seen: list[HttpRequest]) -> None:
    for _ in range(2):
        assert drawn_once(page, visitor(f"/?x={'y' * LONGEST_QUERY}")).status_code == 200
    assert len(seen) == 2


def test_a_way_to_another_page_is_taken_by_the_visitor_herself() -> None:
    asked: list[HttpRequest] = []

    def view(request: HttpRequest) -> HttpResponse:
        asked.append(request)
        return HttpResponseRedirect("/anderswo/")

    hers = visitor()
    assert drawn_once(view, hers)["Location"] == "/anderswo/"
    assert asked[-1] is hers


def test_what_has_no_frame_comes_as_it_is_with_its_headers() -> None:
    answer = drawn_once(lambda request: JsonResponse({"ideen": 3}, headers={"X-Kind": "figures"}), visitor())
    assert (answer["Content-Type"], answer["X-Kind"], answer.text) == ("application/json", "figures", '{"ideen": 3}')


def test_nobody_can_write_a_place_into_a_page(page: View) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("<0123456789abcdef0123456789abcdef messages>")

    assert drawn_once(view, visitor(told="Für Anna.")).text == "<0123456789abcdef0123456789abcdef messages>"
