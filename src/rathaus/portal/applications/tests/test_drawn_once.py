"""What holds nothing of a visitor is drawn once for all who see it alike; what she typed is in nobody else's page."""

import re
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.conf import settings
from django.test import Client

from rathaus.foundation.design.until_edit import watch
from rathaus.portal.applications.templatetags import questions
from rathaus.portal.applications.tests.conftest import REASONS, TREES, YOU, Walker

FAULTY = YOU | {"email": "keine-adresse"}
_OWN = re.compile(r'value="[\w-]{30,70}"|\d\d:\d\d')
"""Of one visit: the token of its forms, the draft's number, the minute."""


@pytest.fixture
def watched(service: object) -> Iterator[None]:
    watch()
    yield
    watch(False)


def pages(walker: Walker, *, language: str = "de") -> list[str]:
    """Each page on the way, with a fault on it and back to what was answered."""
    walker.client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    seen = [walker.begin()]
    seen += [walker.send(values) for values in (FAULTY, YOU, {"_back": "1"}, YOU, REASONS, TREES)]
    return [_OWN.sub("", page.content.decode()) for page in seen]


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_page_is_the_same_as_if_it_were_drawn_anew(service: object, language: str) -> None:
    anew = pages(Walker(Client()), language=language)
    watch()
    try:
        others = pages(Walker(Client()), language="en" if language == "de" else "de")
        once = [pages(Walker(Client()), language=language) for _ in range(2)]
    finally:
        watch(False)
    assert once == [anew, anew]
    assert others != anew


@pytest.mark.usefixtures("watched")
def test_what_one_typed_nobody_else_sees() -> None:
    pages(Walker(Client()))
    fresh = Walker(Client()).begin().content.decode()
    assert not [word for word in ("Anna", "Kowalski", "anna@example.org", "keine-adresse") if word in fresh]


@pytest.mark.usefixtures("watched")
def test_a_blank_question_is_drawn_once_and_a_typed_one_each_time() -> None:
    first, second = Walker(Client()), Walker(Client())
    first.begin()
    with patch.object(questions, "get_template", wraps=questions.get_template) as drawn:
        second.begin()
        assert not drawn.called
        second.send(FAULTY)
        assert drawn.called
