"""Ideas at a thousand and at a hundred thousand: likeness, search, and the two pages beside SQL written by hand."""

import json
import random
import sys
import time
from collections.abc import Callable
from statistics import median, quantiles
from typing import Any

from django.db import connection
from django.test import Client

from bench.ideas import fill, sentences
from bench.limits.answer import lay_down
from bench.load import ask, request
from bench.rows import Row, alone, costs
from bench.servers import serve
from bench.units import Run
from bench.units.pages import MADE, compare, signed_in
from rathaus.participation.ideas.finding import matching, similar_to
from rathaus.participation.ideas.models import Idea

FEW, MANY = 1_000, 100_000
QUESTIONS = 300
MOST_MS = 50
_LINE = "number, title, field, district, state, supports, comments_count, sent_at"
_LIST = f"SELECT {_LINE} FROM ideas_idea WHERE visibility = 'public' ORDER BY number DESC LIMIT 21"
_DETAIL = (
    "SELECT * FROM ideas_idea WHERE number = %s",
    "SELECT * FROM ideas_station WHERE idea_id = (SELECT id FROM ideas_idea WHERE number = %s) ORDER BY at",
    "SELECT * FROM ideas_comment WHERE idea_id = (SELECT id FROM ideas_idea WHERE number = %s) ORDER BY at",
)
SHOWN = 4_711


def measure(run: Run) -> list[Row]:
    """Milliseconds of an answer while ideas grow a hundredfold, then the pages' requests a second."""
    chance = random.Random(271)
    asked = [_as_typed(text, chance) for text in chance.sample(sentences(), QUESTIONS)]
    fill(FEW, chance)
    few = {name: _times(asked, action, run.rounds) for name, action in _ACTIONS.items()}
    fill(MANY, chance)
    many = {name: _times(asked, action, run.rounds) for name, action in _ACTIONS.items()}
    rows = [row for name in _ACTIONS for row in _grown(name, many[name], few[name])]
    return [*rows, *_page("ideas, list", "/ideen/", [[_LIST, []]], run), *_detail(run)]


def _similar(text: str) -> list[Idea]:
    return similar_to(text)


def _search(text: str) -> list[Idea]:
    return list(matching(" ".join(text.split()[:2])).public().order_by("-number")[:21])


_ACTIONS: dict[str, Callable[[str], list[Idea]]] = {"ideas, similar": _similar, "ideas, search": _search}


def _as_typed(text: str, chance: random.Random) -> str:
    """As somebody says it again: a fifth of the words are missing."""
    return " ".join(word for word in text.split() if chance.random() > 0.2) or text


def _times(asked: list[str], action: Callable[[str], Any], rounds: int) -> list[list[float]]:
    for text in asked[: len(asked) // 10]:
        action(text)
    return [[_milliseconds(action, text) for text in asked] for _ in range(rounds)]


def _milliseconds(action: Callable[[str], Any], text: str) -> float:
    start = time.perf_counter()
    action(text)
    return (time.perf_counter() - start) * 1000


def _grown(unit: str, many: list[list[float]], few: list[list[float]]) -> list[Row]:
    """House: with a hundred thousand; limit: with a thousand."""
    every = [one for turn in many for one in turn]
    return [
        costs(unit, f"median ms at {MANY:,}, beside {FEW:,}", [*map(median, many)], [*map(median, few)]),
        alone(unit, f"median ms at {MANY:,}", median(every), at_most=MOST_MS),
        alone(unit, f"p99 ms at {MANY:,}", quantiles(every, n=100)[98], at_most=MOST_MS),
    ]


def _detail(run: Run) -> list[Row]:
    return _page("ideas, one", f"/ideen/{SHOWN}/", [[statement, [SHOWN]] for statement in _DETAIL], run)


def _page(unit: str, address: str, by_hand: list[Any], run: Run) -> list[Row]:
    """A page made anew, beside a bare page with the SQL one would write for it by hand."""
    if Client(HTTP_HOST="127.0.0.1").get(address, secure=True).status_code != 200:
        print(f"{address} was NOT measured: it is not there.", file=sys.stderr)
        return []
    cookie = signed_in(f"{unit.replace(', ', '-')}@rathaus.example")
    connection.close()
    with serve("rathaus.config.wsgi:application", run.folder, probe=address) as house:
        answer = lay_down(ask(house.port, request(address, cookie)), run.folder / unit)
        (answer / "statements.json").write_text(json.dumps(by_hand))
        with serve(
            "bench.limits.made:application", run.folder, probe="/", settings={"BENCH_ANSWER": str(answer)}
        ) as bare:
            return compare(unit, run, (house, request(address, cookie)), (bare, request("/")), MADE)
