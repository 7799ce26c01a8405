"""The dossier's sixty searches, as people of the city type them."""

import tomllib
from pathlib import Path

import pytest

from rathaus.portal.catalogue.search import find

pytestmark = pytest.mark.usefixtures("city")
QUERIES = tomllib.loads(Path(__file__).with_name("queries.toml").read_text())["queries"]
AT_LEAST = 56


def services_among(text: str, first: int) -> list[str]:
    keys = (result.key for result in find(text, limit=first).results if result.kind == "service")
    return [key.removeprefix("service:") for key in keys]


def test_nearly_every_search_shows_the_expected_service_among_the_first_three() -> None:
    expected = [query for query in QUERIES if query["expect"]]
    missed = [query["text"] for query in expected if not {*services_among(query["text"], 3)} & {*query["expect"]}]
    unserved = [query for query in QUERIES if not query["expect"]]
    assert len(QUERIES) == 60
    assert len(expected) + len(unserved) - len(missed) >= AT_LEAST, missed


@pytest.mark.parametrize("text", [query["text"] for query in QUERIES if not query["expect"]])
def test_a_search_for_what_we_do_not_have_pretends_nothing(text: str) -> None:
    assert services_among(text, 60) == []
