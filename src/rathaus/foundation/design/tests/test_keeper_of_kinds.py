"""A page is kept for each kind of visitor with a session, and knows nothing of one of them."""

from typing import Any

import pytest
from django.db import OperationalError

from rathaus.foundation.design.keeper import STRANGER, Keeper
from rathaus.foundation.design.kept import FOR_STRANGERS, HEADER, KIND, raise_version
from rathaus.foundation.design.tests.inner import Django, ask, told

pytestmark = pytest.mark.django_db(transaction=True)

HERS = "sitzung=hers; sprache=en; anderes=x"
"""What a browser sends of her."""


def test_each_kind_has_a_page_that_is_made_once_and_without_a_visitor() -> None:
    inner = Django()
    keeper = Keeper(inner, lambda environ: environ["HTTP_COOKIE"].partition("sitzung=")[2])
    bodies = [
        ask(keeper, HTTP_COOKIE=cookie)[2] for cookie in ("", "sitzung=news", "x=1; sitzung=news", "sitzung=none")
    ]
    assert bodies[1] == bodies[2]
    assert len(set(bodies)) == inner.asked == 3
    assert [(asked["HTTP_COOKIE"], asked.get(KIND)) for asked in inner.environs] == [
        ("", None),
        ("", "news"),
        ("", "none"),
    ]


def test_a_guest_gets_the_page_of_strangers() -> None:
    inner = Django()
    keeper = Keeper(inner, told(STRANGER))
    page = ask(keeper)
    assert ask(keeper, HTTP_COOKIE="sitzung=guest") == page
    raise_version()
    keeper.looked_at = 0
    ask(keeper, HTTP_COOKIE="sitzung=guest")
    assert (inner.asked, inner.environs[-1]["HTTP_COOKIE"]) == (2, "")
    assert ask(keeper)[1]["Cache-Control"] == "no-cache"
    assert inner.asked == 2


def test_her_language_is_the_one_thing_that_is_handed_on() -> None:
    inner = Django()
    keeper = Keeper(inner, told("news"))
    ask(keeper, HTTP_COOKIE="sprache=en")
    ask(keeper, HTTP_COOKIE=HERS)
    assert inner.environs[-1]["HTTP_COOKIE"] == "sprache=en"


def test_no_browser_keeps_the_page_of_somebody_signed_in() -> None:
    keeper = Keeper(Django(), told("news"))
    etag = ask(keeper)[1]["ETag"]
    status, headers, _body = ask(keeper, HTTP_COOKIE="sitzung=hers", HTTP_IF_NONE_MATCH=etag)
    assert status == "200 OK"
    assert "no-store" in headers["Cache-Control"]
    assert "ETag" not in headers


def test_whoever_is_of_no_kind_is_answered_by_django_as_herself() -> None:
    inner = Django()
    keeper = Keeper(inner, told(None))
    ask(keeper)
    for _ in range(2):
        _status, headers, _body = ask(keeper, HTTP_COOKIE=HERS)
        assert HEADER not in headers
        assert (inner.environs[-1]["HTTP_COOKIE"], KIND in inner.environs[-1]) == (HERS, False)
    assert inner.asked == 3


def test_nobody_is_told_apart_where_nothing_is_shared() -> None:
    asked: list[str] = []
    keeper = Keeper(Django(("Cache-Control", "private")), lambda environ: asked.append("kind"))
    ask(keeper, "/mein/", HTTP_COOKIE=HERS)
    ask(keeper, "/mein/", HTTP_COOKIE=HERS)
    assert asked == []


def test_it_is_enough_that_somebody_signed_in_was_there_first() -> None:
    inner = Django()
    keeper = Keeper(inner, told("news"))
    for _ in range(3):
        ask(keeper, HTTP_COOKIE=HERS)
    assert [KIND in asked for asked in inner.environs] == [False, True]


def test_what_is_kept_for_strangers_alone_is_made_for_everybody_else() -> None:
    inner = Django((HEADER, FOR_STRANGERS))
    keeper = Keeper(inner, told("news"))
    ask(keeper), ask(keeper)
    ask(keeper, HTTP_COOKIE=HERS), ask(keeper, HTTP_COOKIE=HERS)
    assert [asked["HTTP_COOKIE"] for asked in inner.environs] == ["", HERS, HERS]


@pytest.mark.parametrize("header", [("X", "y"), (HEADER, FOR_STRANGERS)])
def test_what_is_shared_no_more_is_answered_by_django_from_then_on(header: tuple[str, str]) -> None:
    inner = Django()
    keeper = Keeper(inner, told("news"))
    ask(keeper)
    inner.headers = [header]
    ask(keeper, HTTP_COOKIE="sitzung=hers"), ask(keeper, HTTP_COOKIE="sitzung=hers")
    # Asked for the kind once, and for her twice.
    assert [asked["HTTP_COOKIE"] for asked in inner.environs] == ["", "", "sitzung=hers", "sitzung=hers"]


def away(environ: dict[str, Any]) -> str | None:
    raise OperationalError


def test_while_the_database_is_away_everybody_gets_the_page_of_strangers_if_it_is_kept() -> None:
    inner = Django()
    keeper = Keeper(inner, away)
    page = ask(keeper)
    assert ask(keeper, HTTP_COOKIE="sitzung=hers") == page
    assert inner.asked == 1


def test_while_the_database_is_away_django_says_so_where_nothing_is_kept() -> None:
    inner = Django()
    keeper = Keeper(inner, away)
    ask(keeper)
    keeper.pages.clear()
    ask(keeper, HTTP_COOKIE=HERS)
    assert inner.environs[-1]["HTTP_COOKIE"] == HERS
