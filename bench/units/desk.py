"""The work list of a clerk with a million cases in the house, beside SQL by hand with the same template."""

import random
import re
from dataclasses import dataclass

from bench import cases
from bench.beside import Asked, Visitor
from bench.databases import let_go
from bench.load import ask, request
from bench.rows import Row
from bench.servers import Server, serve
from bench.units import Run
from bench.units.pages import session_of
from rathaus.entrances.desk import tabs, worklist
from rathaus.foundation.accounts.models import Person
from rathaus.portal.cases.models import Case
from rathaus.portal.cases.workflow import FINISHED, OPEN

UNIT = "desk list"
DEEP = 10_000
"""This page of a list, where it is so long; pages are known by the key of the case before them, not by number."""
AS_LONG, AS_DEEP = 1.5, 1.2
_LISTS = ("amt", "neu", "meine", "wartet", "ueberfaellig", "erledigt")


class Different(Exception):
    """House and limit do not show the same cases."""


@dataclass(frozen=True)
class Clerk:
    """Who looks, at how many offices, with which session."""

    person: Person
    offices: str
    cookie: str


def measure(run: Run) -> list[Row]:
    """Milliseconds of each list and of a deep page of two of them; the figures of a round are medians."""
    cases.fill(run.cases, random.Random(1724))
    keys = {slug: _key(slug) for slug in ("amt", "erledigt")}
    clerks = [Clerk(_person(1), "", _cookie(1)), Clerk(_person(0), ", two offices", _cookie(0))]
    let_go()
    rows = []
    with serve("rathaus.config.wsgi:application", run.folder, probe="/ideen/") as house:
        for clerk in clerks:
            rows += _beside(run, house, clerk, keys)
        rows += _deep(run, house, clerks[0], keys)
        rows += _filtered(run, house, clerks[0])
    return rows


def _beside(run: Run, house: Server, clerk: Clerk, keys: dict[str, tuple[int, str]]) -> list[Row]:
    told = {"BENCH_CLERK": str(clerk.person.pk)}
    with serve("bench.limits.desk:application", run.folder, probe="/?liste=neu", settings=told) as limit:
        visitor = Visitor(house, limit, clerk.cookie)
        lists = [(f"„{tabs.TABS[slug].label}“{clerk.offices}, ms", f"?liste={slug}") for slug in _LISTS]
        lists += [
            (f"„{tabs.TABS[slug].label}“{clerk.offices}, page {number:,}, ms", f"?liste={slug}&nach={key}")
            for slug, (number, key) in keys.items()
        ]
        for _, query in lists:
            _alike(house, limit, clerk, query)
        asked = [Asked(figure, [f"/arbeitsplatz/{query}"], [f"/{query}"]) for figure, query in lists]
        return [_as_times(visitor.compare(UNIT, one, run.rounds), AS_LONG) for one in asked]


def _deep(run: Run, house: Server, clerk: Clerk, keys: dict[str, tuple[int, str]]) -> list[Row]:
    """A deep page beside the first one of the same list."""
    visitor = Visitor(house, house, clerk.cookie)
    found = []
    for slug, (number, key) in keys.items():
        figure = f"„{tabs.TABS[slug].label}“, page {number:,} beside page 1, ms"
        asked = Asked(figure, [f"/arbeitsplatz/?liste={slug}&nach={key}"], [f"/arbeitsplatz/?liste={slug}"])
        found.append(_as_times(visitor.compare(UNIT, asked, run.rounds), AS_DEEP))
    return found


def _filtered(run: Run, house: Server, clerk: Clerk) -> list[Row]:
    """Narrowed to a service that hardly any case of the office is about, beside the whole list."""
    visitor = Visitor(house, house, clerk.cookie)
    found = []
    for slug in ("amt", "neu", "erledigt"):
        rare, whole = f"/arbeitsplatz/?liste={slug}&leistung={cases.UNCOMMON}", f"/arbeitsplatz/?liste={slug}"
        figure = f"„{tabs.TABS[slug].label}“, a rare service beside all, ms"
        found.append(visitor.compare(UNIT, Asked(figure, [rare], [whole]), run.rounds))
    return found


def _as_times(row: Row, at_most: float) -> Row:
    """The same row with its target."""
    assert row.ratio is not None
    target = f"ratio ≥ {1 / at_most:.2f} (≤ {at_most} ×)"
    return Row(**vars(row) | {"target": target, "aim": 1 / at_most, "share": row.ratio * at_most})


def _key(slug: str) -> tuple[int, str]:
    """A page's number and the key before it: the deep one, or the last whole one of a shorter list."""
    tab = tabs.TABS[slug]
    states = FINISHED if tab.finished else OPEN
    found = Case.objects.filter(office__slug=cases.LARGE, state__in=states).order_by(*tab.order)
    number = min(DEEP, found.count() // worklist.PAGE - 1)
    return number, worklist.key_of(tab, found[(number - 1) * worklist.PAGE - 1]).replace("+", "%2B")


def _person(number: int) -> Person:
    return Person.objects.get(email=cases.clerk(number))


def _cookie(number: int) -> str:
    return session_of(_person(number))


def _alike(house: Server, limit: Server, clerk: Clerk, query: str) -> None:
    """Both show the same cases. Raises Different."""
    ours = ask(house.port, request(f"/arbeitsplatz/{query}", clerk.cookie))
    theirs = ask(limit.port, request(f"/{query}"))
    shown = [re.findall(rb'name="vorgang" value="([^"]+)"', page) for page in (ours, theirs)]
    if shown[0] != shown[1] or not shown[0]:
        raise Different(f"{query}: {len(shown[0])} and {len(shown[1])} cases")
