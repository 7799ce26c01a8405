"""The list shows what a plain reading of all ideas gives, whichever way the database takes."""

import random
from datetime import date, timedelta
from itertools import product

import pytest
from django.http import QueryDict

from rathaus.participation.ideas import sieve
from rathaus.participation.ideas.finding import index
from rathaus.participation.ideas.finding.reading import stems_of
from rathaus.participation.ideas.models import Idea, Visibility
from rathaus.participation.ideas.sieve import ORDERS, sieve_of
from rathaus.participation.ideas.tests.sent import sent

SEARCH = "rathaus.participation.ideas.finding.search"
WORDS = ["Radweg", "Bäume", "Schatten", "Bänke", "Wasser", "Licht"]
FIELDS, DISTRICTS, STATES = ["mobilitaet", "wohnen", "bildung"], ["", "mitte", "sued"], ["eingegangen", "geprueft"]
SORTED = {
    "neueste": lambda idea: -idea.number,
    "beliebteste": lambda idea: (-idea.supports, -idea.number),
    "offene-antwort": lambda idea: (idea.answer_due_on, idea.number),
}
WAYS = {"as it comes": {}, "walked": {"PAGE": 0}, "taken": {"PAGE": 10**9}}


def scattered(count: int) -> list[Idea]:
    """Ideas of which everything that a sieve asks for was drawn by lot."""
    first, chance = sent("Muster", text="Muster"), random.Random(271)
    same = {f.attname: getattr(first, f.attname) for f in Idea._meta.fields if f.attname not in ("id", "number")}
    ideas = []
    # Numbers do not rise with the keys: one that came later may have been numbered before.
    for number in chance.sample(range(2, count + 2), count):
        field = chance.choices(FIELDS, [6, 3, 1])[0]
        drawn = {
            "title": chance.choice(WORDS),
            "text": " ".join(chance.sample(WORDS, 2)),
            "field": field,
            "further_fields": [one for one in FIELDS if one != field and chance.random() < 0.2],
            "district": chance.choice(DISTRICTS),
            "state": chance.choice(STATES),
            "supports": chance.randrange(4),
            "answer_due_on": date(2030, 1, 1) + timedelta(days=chance.randrange(5)),
            "answered_at": chance.choice([None, None, first.sent_at]),
            "visibility": chance.choices(Visibility.values, [1, 9, 1, 1, 1])[0],
        }
        ideas.append(Idea(**same | drawn | {"number": number}))
    Idea.objects.bulk_create(ideas)
    for idea in ideas:
        index(idea)
    return ideas


def is_wanted(idea: Idea, words: str, field: str, district: str, state: str, order: str) -> bool:
    return (
        idea.visibility == Visibility.PUBLIC
        and stems_of(words) <= stems_of(f"{idea.title} {idea.text}")
        and field in ("", idea.field, *idea.further_fields)
        and district in ("", idea.district)
        and state in ("", idea.state)
        and (order != "offene-antwort" or idea.answered_at is None)
    )


def listed(**asked: str) -> list[int]:
    """All pages, one after the other."""
    query, numbers = QueryDict(mutable=True), []
    query.update(asked)
    while True:
        page = sieve_of(query).page()
        numbers += [idea.number for idea in page.rows]
        if not page.next:
            return numbers
        query["nach"] = page.next


@pytest.mark.parametrize("few", [0, 10**9])
@pytest.mark.parametrize("way", WAYS)
def test_every_sieve_shows_the_same_in_the_same_order(
    way: str, few: int, city: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sieve, "FEW", few)
    for name, value in WAYS[way].items():
        monkeypatch.setattr(f"{SEARCH}.{name}", value)
    ideas = scattered(150)
    asked = product(
        ("", "radweg", "baum schatten", "raumschiff"), ("", "bildung"), ("", "sued"), ("", "geprueft"), ORDERS
    )
    for words, field, district, state, order in asked:
        wanted = [idea for idea in ideas if is_wanted(idea, words, field, district, state, order)]
        found = listed(q=words, feld=field, bezirk=district, stand=state, sort=order)
        # The idea all are copied from says none of it, and is the oldest.
        assert [n for n in found if n != 1] == [idea.number for idea in sorted(wanted, key=SORTED[order])]
