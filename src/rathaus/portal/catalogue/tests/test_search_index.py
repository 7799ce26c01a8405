"""What the index prints is what it reads, and names are compared as a person would."""

import json

import pytest

from rathaus.portal.catalogue.models import PrintedIndex, Service
from rathaus.portal.catalogue.search.asking import Term
from rathaus.portal.catalogue.search.edition import FORMAT, Lists, pack, pack_lists
from rathaus.portal.catalogue.search.finding import find
from rathaus.portal.catalogue.search.index import current_index
from rathaus.portal.catalogue.search.names import Names, Phrase, pack_names
from rathaus.portal.catalogue.search.nearness import Nearness
from rathaus.portal.catalogue.search.printing import is_current, print_index
from rathaus.portal.catalogue.search.ranking import FINALISTS, _finalists

DOG: Phrase = ("hund",)
DOG_TAX: Phrase = ("hund", "steu")


def named(titles: list[list[Phrase]], others: list[list[Phrase]]) -> Names:
    return Names(*pack_names(titles, others))


def near(names: Names, *terms: Term) -> list[tuple[float, bool]]:
    """How near the question comes to the titles of each findable."""
    nearness = Nearness([*terms], names)
    return [nearness.best_of(names.titles[number]) for number in range(2)]


def term(stem: str, weight: float = 1.0) -> Term:
    return Term(stem, weight, {stem: 1.0})


def test_lists_come_back_as_they_were_packed() -> None:
    packed = Lists(pack_lists([[3, 1], [], [2]]))
    assert [[*packed[place]] for place in range(3)] == [[3, 1], [], [2]]


def test_a_name_of_several_is_kept_once() -> None:
    names = named([[DOG_TAX], [DOG]], [[DOG], [DOG_TAX, DOG]])
    assert [*names.lengths] == [2, 1]
    assert [*names.others[1]] == [*names.titles[0], *names.titles[1]]
    assert names.holding("hund") == {0, 1}
    assert names.holding("steu") == {0}
    assert names.holding("katz") == frozenset()


def test_without_a_name_nothing_is_near() -> None:
    assert near(named([[], []], [[], []]), term("hund")) == [(0.0, False)] * 2


def test_the_more_of_both_is_shared_the_nearer() -> None:
    names = named([[DOG_TAX], [DOG]], [[], []])
    (half, half_whole), (all_of_it, all_whole) = near(names, term("hund"))
    assert (all_of_it, all_whole) == (1.0, True)
    assert 0 < half < 1
    assert not half_whole
    assert near(names, term("hund"), term("steu"))[0] == (1.0, True)


def test_a_pale_word_alone_holds_no_name_whole() -> None:
    assert near(named([[DOG], []], [[], []]), term("hund", 0.35), term("katz"))[0][1] is False


def test_of_equal_ones_those_found_first_are_looked_at() -> None:
    scores = dict.fromkeys(reversed(range(2 * FINALISTS)), 1.0) | {7: 2.0}
    finalists = _finalists(scores, bytes([100]) * len(scores))
    assert len(finalists) == FINALISTS
    assert set(finalists) == {7, *range(FINALISTS + 1, 2 * FINALISTS)}


@pytest.mark.django_db
def test_a_name_shows_the_first_answer_of_that_service_only() -> None:
    for slug, answers in (("dog", []), ("dogs", [{"question": "Warum?", "answer": "Darum."}])):
        Service.objects.create(slug=slug, title=slug.capitalize(), facts={"answers": answers})
    print_index({})
    index = current_index()
    assert index is not None
    assert [index.kind(number) for number in range(len(index))] == ["service", "service", "answer"]
    assert find("Dog").results[0].key == "service:dog"
    assert find("Dog").answer is None


@pytest.mark.django_db
def test_the_index_of_the_version_before_is_left_to_it_and_its_curated_words_are_kept() -> None:
    header = json.dumps({"format": FORMAT - 1, "synonyms": {"köpek": ["hund"]}})
    before = PrintedIndex.objects.create(pk=1, edition="before", content=pack([header.encode()]))
    assert current_index() is None
    assert not is_current(None)
    Service.objects.create(slug="dog", title="Hund anmelden")
    print_index(None)
    assert [result.key for result in find("köpek").results] == ["service:dog"]
    assert is_current(None)
    assert PrintedIndex.objects.get(pk=1).content == before.content
