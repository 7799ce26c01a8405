"""Every page says for whom it is; pages of libraries are for guests, ours without a word are refused."""

from functools import partial

import pytest
from allauth.account import views as allauth
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory
from ninja.openapi import views as ninja

from rathaus.foundation.accounts.audience import (
    ADMINISTRATOR,
    CITIZEN,
    EDITOR,
    EVERYONE,
    GUEST,
    Audience,
    AudienceMiddleware,
    audience,
    audience_of,
)
from rathaus.foundation.accounts.models import Person


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Guten Tag")


def visit(whom: Audience, visitor: object) -> HttpResponse | None:
    """What the middleware says before the view is asked; None lets the visitor in."""
    request = RequestFactory().get("/seite/?a=1")
    request.user, request.session = visitor, {}
    view = audience(whom)(lambda request: page(request))
    return AudienceMiddleware(page).process_view(request, view, (), {})


class Stranger:
    is_authenticated = False


@pytest.mark.parametrize(
    "view", [allauth.login, allauth.email_verification_sent, partial(ninja.openapi_json, api=None)]
)
def test_pages_of_libraries_are_for_guests(view: object) -> None:
    assert audience_of(view) is GUEST


def test_a_page_of_ours_without_an_audience_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="declares no audience"):
        AudienceMiddleware(page).process_view(RequestFactory().get("/"), page, (), {})


@pytest.mark.parametrize("whom", [EVERYONE, GUEST])
def test_open_pages_let_strangers_in(whom: Audience) -> None:
    assert visit(whom, Stranger()) is None


@pytest.mark.parametrize("whom", [CITIZEN, EDITOR, ADMINISTRATOR])
def test_other_pages_send_strangers_to_sign_in_and_back(whom: Audience) -> None:
    assert visit(whom, Stranger()).headers["Location"] == "/konto/anmelden/?next=/seite/%3Fa%3D1"


@pytest.mark.parametrize("whom", [EDITOR, ADMINISTRATOR])
def test_for_the_wrong_person_there_is_no_such_page(whom: Audience) -> None:
    with pytest.raises(Http404):
        visit(whom, Person(email="anna@rathaus.example"))


def test_the_right_person_comes_in() -> None:
    assert visit(EDITOR, Person(is_editor=True)) is None
    assert visit(ADMINISTRATOR, Person(is_administrator=True)) is None
    assert visit(CITIZEN, Person()) is None
