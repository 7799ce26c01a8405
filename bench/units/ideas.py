"""A hundred thousand ideas beside a thousand, and beside SQL written by hand; their likeness; and their import."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from django.db import connection
from django.test import Client

from bench import likeness
from bench.beside import Asked, Visitor
from bench.databases import let_go
from bench.house import twin
from bench.ideas import SENTENCES, fill, sentences
from bench.limits.answer import lay_down
from bench.load import ask, request
from bench.rows import Row, rates
from bench.servers import serve
from bench.units import Run
from bench.units.pages import MADE, compare, signed_in
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.design.keeper import LONGEST_QUERY
from rathaus.foundation.offices.models import Membership, Office
from rathaus.participation.ideas.content import participation
from rathaus.participation.ideas.models import Idea
from rathaus.participation.ideas.queue import PAGE
from rathaus.participation.ideas.sieve import FIRST, ORDERS, PER_PAGE

FEW, MANY = 1_000, 100_000
QUESTIONS = 200
AS_FAST = 0.8
ONE_AS_FAST = 1 / 1.3
"""Of one idea: its like are found among a hundred times as many."""
_LINE = "number, title, text, field, district, state, supports, sent_at, answered_at, answer_due_on"
_LIST = f"SELECT {_LINE} FROM ideas_idea WHERE visibility = 'public' ORDER BY number DESC LIMIT 21"
_DETAIL = (
    "SELECT * FROM ideas_idea WHERE number = %s",
    "SELECT * FROM ideas_station WHERE idea_id = (SELECT id FROM ideas_idea WHERE number = %s) ORDER BY at",
    "SELECT * FROM ideas_comment WHERE idea_id = (SELECT id FROM ideas_idea WHERE number = %s) ORDER BY at",
)
SHOWN = 711
WRITER, TEAM = "bench-ideas@rathaus.example", "bench-team@rathaus.example"
_DESK = "/arbeitsplatz/ideen/?liste="
_ROW, _ROW_AT_DESK = b'<li class="idea">', b'role="rowheader"'
_PROBE, FIGURES = "/ideen/", "/mitmachen/zahlen/?reihe=alle"


def measure(run: Run) -> list[Row]:
    """Fills the house with ideas; its twin stays where it had a thousand."""
    chance, real = random.Random(271), sentences()
    fill(FEW, chance)
    shallow, ends = _deep_pages(), {order: _ends(order) for order in ORDERS}
    citizen, team = signed_in(WRITER), _of_the_team()
    let_go()
    few = twin(run.folder, run.url)
    fill(MANY, chance)
    deep = _deep_pages()
    return [
        *likeness.rows(real, QUESTIONS, run.rounds, chance),
        *_grown(run, few, citizen, team, [Asked(name, [deep[name]], [shallow[name]]) for name in deep], ends),
        *_page("ideas, list by hand", "/ideen/", [[_LIST, []]], run),
        *_page("ideas, one by hand", f"/ideen/{SHOWN}/", [[statement, [SHOWN]] for statement in _DETAIL], run),
        _imported(few),
    ]


def _of_the_team() -> str:
    """The session cookie of somebody who looks after ideas."""
    cookie = signed_in(TEAM)
    office = Office.objects.get(slug=participation().team)
    Membership.objects.create(person=Person.objects.get(email=TEAM), office=office)
    return cookie


def _deep_pages() -> dict[str, str]:
    """For each order the page in the middle of its list, as long as it is now."""
    return {f"{order}, middle": _middle(order) for order in ORDERS}


def _middle(order: str) -> str:
    ideas = Idea.objects.public().filter(ORDERS[order].only).order_by(*ORDERS[order].columns)
    return f"/ideen/?sort={order}&nach={ideas[ideas.count() // 2].number}"


def _ends(order: str) -> list[str]:
    """The last pages of its list, of no idea, of one and so on; then the first, which is full."""
    ideas = Idea.objects.public().filter(ORDERS[order].only).order_by(*ORDERS[order].columns).reverse()
    address = f"/ideen/?sort={order}"
    return [*(f"{address}&nach={idea.number}" for idea in ideas[:PER_PAGE]), address]


def _ends_at_desk() -> list[str]:
    return [*(f"{_DESK}alle&nach={number}_{number}" for number in range(1, PAGE + 1)), f"{_DESK}alle"]


def _grown(
    run: Run, few: dict[str, str], citizen: str, team: str, deep: list[Asked], ends: dict[str, list[str]]
) -> Iterator[Row]:
    """The pages with a hundred thousand ideas, beside the same with a thousand."""
    connection.close()
    application = "rathaus.config.wsgi:application"
    with (
        serve(application, run.folder, probe=_PROBE) as house,
        serve(application, run.folder, probe=_PROBE, settings=few) as other,
    ):
        visitor, clerk = Visitor(house, other, citizen), Visitor(house, other, team)
        for order, asked in _lists():
            fair = _as_long(visitor, asked, _ROW, ends[order])
            yield visitor.compare("ideas, list", fair, run.rounds, AS_FAST)
        for asked in deep:
            yield visitor.compare("ideas, list", asked, run.rounds, AS_FAST)
        yield visitor.compare("ideas, one", _details(), run.rounds, ONE_AS_FAST)
        yield visitor.compare("ideas, figures", Asked("ms", [FIGURES], [FIGURES], times=1), run.rounds)
        for asked in _tabs():
            yield clerk.compare("ideas, desk", asked, run.rounds, AS_FAST)
        for asked in _all_at_desk():
            fair = _as_long(clerk, asked, _ROW_AT_DESK, _ends_at_desk())
            yield clerk.compare("ideas, desk", fair, run.rounds, AS_FAST)


def _as_long(visitor: Visitor, asked: Asked, row: bytes, ends: list[str]) -> Asked:
    """Where the other house finds too little to show as many, its limit is a page of all its ideas that is as long."""
    ours, theirs = visitor.rows(asked, row)
    return replace(asked, other=[ends[ours]]) if theirs < ours else asked


def _lists() -> Iterator[tuple[str, Asked]]:
    """Each with its order."""
    city = participation()
    fields, districts, states = ([*named] for named in (city.fields, city.districts, city.states))
    for order in ORDERS:
        yield order, _same(order, f"/ideen/?sort={order}")
        yield order, _same(f"{order}, field", f"/ideen/?sort={order}&feld={fields[2]}")
        yield order, _same(f"{order}, district", f"/ideen/?sort={order}&bezirk={districts[2]}")
        yield order, _same(f"{order}, state", f"/ideen/?sort={order}&stand={states[2]}")
        yield order, _same(f"{order}, „radweg“", f"/ideen/?sort={order}&q=radweg")
    yield FIRST, _same("rare field", f"/ideen/?feld={fields[-1]}")
    yield FIRST, _same("rare district", f"/ideen/?bezirk={districts[-1]}")
    yield FIRST, _same("rare state", f"/ideen/?stand={states[-1]}")
    yield FIRST, _same("„mehr auto“", "/ideen/?q=mehr+auto")
    yield FIRST, _same("word in a rare field", f"/ideen/?q=mehr&feld={fields[-1]}")


def _details() -> Asked:
    numbers = [f"/ideen/{number}/" for number in range(5, FEW, FEW // 10)]
    return Asked("ms", numbers, numbers)


def _tabs() -> Iterator[Asked]:
    for name in ("pruefen", "antwort"):
        yield _same(name, f"{_DESK}{name}")


def _all_at_desk() -> Iterator[Asked]:
    for name in ("alle", "alle&q=radweg", "alle&visibility=hidden"):
        yield _same(name, f"{_DESK}{name}")
    yield Asked(
        "alle, middle",
        [f"{_DESK}alle&nach={MANY // 2}_{MANY // 2}"],
        [f"{_DESK}alle&nach={FEW // 2}_{FEW // 2}"],
    )


def _same(figure: str, address: str) -> Asked:
    return Asked(figure, [address], [address])


def _page(unit: str, address: str, by_hand: list[list[object]], run: Run) -> list[Row]:
    """A page made anew, beside a bare page with the SQL one would write for it by hand."""
    if Client(HTTP_HOST="127.0.0.1").get(address, secure=True).status_code != 200:
        print(f"{address} was NOT measured: it is not there.", file=sys.stderr)
        return []
    cookie = signed_in(f"{unit.replace(', ', '-').replace(' ', '-')}@rathaus.example")
    # Too long a query to be kept under.
    address = f"{address}?_={'0' * LONGEST_QUERY}"
    connection.close()
    with serve("rathaus.config.wsgi:application", run.folder, probe=address) as house:
        answer = lay_down(ask(house.port, request(address, cookie)), run.folder / unit)
        (answer / "statements.json").write_text(json.dumps(by_hand))
        with serve(
            "bench.limits.made:application", run.folder, probe="/", settings={"BENCH_ANSWER": str(answer)}
        ) as bare:
            return compare(unit, run, (house, request(address, cookie)), (bare, request("/")), MADE)


def _imported(few: dict[str, str]) -> Row:
    """Each real file by the command, as an operator would, into both houses."""
    connection.close()
    turns = [(_rate(file, {}), _rate(file, few)) for file in sorted(SENTENCES.glob("*.csv"))]
    ours, theirs = ([*side] for side in zip(*turns, strict=True))
    return rates("ideas, import", "rows/s", ours, theirs, at_least=AS_FAST)


def _rate(file: Path, house: dict[str, str]) -> float:
    command = [sys.executable, "-m", "rathaus.config.manage", "import_ideas", "csv", str(file), "--keep-going"]
    told = [*command, "--map", "text=comment-body,id=comment-id", "--field", next(iter(participation().fields))]
    start = time.perf_counter()
    done = subprocess.run(told, env=os.environ | house, check=True, capture_output=True, text=True)
    return int(done.stdout.split()[1]) / (time.perf_counter() - start)
