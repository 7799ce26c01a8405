"""What only an edit changes is asked once, and anew after the edit."""

from collections.abc import Callable, Iterator

import pytest
from django.template import engines

from rathaus.foundation.design.kept import raise_version
from rathaus.foundation.design.until_edit import forget, until_edit, watch


@pytest.fixture
def watched() -> Iterator[None]:
    watch()
    yield
    watch(False)


def counting() -> tuple[list[int], Callable[[int], int]]:
    asked: list[int] = []

    @until_edit
    def doubled(number: int) -> int:
        asked.append(number)
        return number * 2

    return asked, doubled


def test_where_nobody_watches_nothing_is_remembered() -> None:
    asked, doubled = counting()
    assert [doubled(2), doubled(2)] == [4, 4]
    assert asked == [2, 2]


def test_the_same_is_asked_once_and_something_else_by_itself(watched: None) -> None:
    asked, doubled = counting()
    assert [doubled(2), doubled(3), doubled(2)] == [4, 6, 4]
    assert asked == [2, 3]


@pytest.mark.django_db(transaction=True)
def test_an_edit_makes_it_forget(watched: None) -> None:
    asked, doubled = counting()
    doubled(2)
    raise_version()
    doubled(2)
    assert asked == [2, 2]


def test_what_was_found_before_an_edit_and_comes_after_it_is_not_remembered(watched: None) -> None:
    @until_edit
    def title(slug: str) -> str:
        found = titles[slug]
        if found == "old":
            # Another thread edits while this one is on its way back.
            titles[slug] = "new"
            forget()
        return found

    titles = {"hund": "old"}
    assert [title("hund"), title("hund")] == ["old", "new"]


def test_a_part_that_is_the_same_for_all_knows_nothing_of_the_visitor(watched: None) -> None:
    page = engines["django"].from_string('{% same_for_all "design/top.html" "services" %}')
    shown = page.render({"request": "secret", "user": "secret", "section": "secret"})
    assert "Zum Inhalt springen" in shown
    assert "secret" not in shown
