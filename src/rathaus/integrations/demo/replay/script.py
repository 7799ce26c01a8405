"""What is to be played: the city's file of the series, and the ideas that fill up what no report names."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any, Literal

from django.conf import settings
from django.utils import timezone

Outcome = Literal["high_priority", "pursued", "not_pursued"]


@dataclass(frozen=True)
class Scripted:
    """One of the ideas: ``known`` says that reports name it, ``decided`` that they name its outcome, too."""

    number: int
    field: str
    title: str
    text: str
    outcome: Outcome
    table: str = ""
    known: bool = False
    decided: bool = False


@cache
def series() -> dict[str, Any]:
    """The file as it stands."""
    with (settings.CONTENT_DIR / "cities" / settings.CITY / "series" / "2018.toml").open("rb") as file:
        return tomllib.load(file)


def workshops() -> Iterator[tuple[dict[str, Any], range]]:
    """Each workshop with the numbers of its ideas."""
    first = 1
    for workshop in series()["workshops"]:
        numbers = range(first, first + workshop["ideas"])
        yield workshop, numbers
        first = numbers.stop


def ideas() -> list[Scripted]:
    """All ideas of the series by number, 271 of them; of every field as many are chosen as its workshop says."""
    return [idea for workshop, numbers in workshops() for idea in _ideas_of(workshop, numbers)]


def _ideas_of(workshop: dict[str, Any], numbers: range) -> Iterator[Scripted]:
    named = {row["number"]: row for row in series()["ideas"]}
    outcomes = _outcomes(workshop, numbers, named)
    made_up = _made_up(workshop["field"])
    titles = {project["idea"]: project["title"] for project in series()["projects"]}
    for number in numbers:
        row = named.get(number, {})
        title, text = (row["title"], row["text"]) if row else next(made_up)
        yield Scripted(
            number,
            workshop["field"],
            title if row else titles.get(number, title),
            text
            if row or number not in titles
            else "Wie die Idee zu diesem Projekt im Workshop lautete, ist nicht bekannt.",
            outcomes.get(number, "not_pursued"),
            row.get("table", ""),
            known=bool(row),
            decided=row.get("known", False),
        )


def _outcomes(workshop: dict[str, Any], numbers: range, named: dict[int, dict[str, Any]]) -> dict[int, Outcome]:
    """Which are pursued, which with high priority: what is known first, then projects, then every third."""
    high = [number for number in numbers if named.get(number, {}).get("outcome") == "high_priority"]
    carried_out = [project["idea"] for project in series()["projects"] if project["idea"] in numbers]
    pursued = [number for number in numbers if named.get(number, {}).get("outcome") == "pursued"]
    order = list(dict.fromkeys([*high, *carried_out, *pursued, *numbers[::3], *numbers]))
    chosen = order[: workshop["pursued"]]
    return {
        number: "high_priority" if place < workshop["high_priority"] else "pursued"
        for place, number in enumerate(chosen)
    }


def _made_up(field: str) -> Iterator[tuple[str, str]]:
    """Title and text of Beispielideen, each another one: the motifs of the field in one place after the other."""
    motifs, places = series()["motifs"][field], series()["motifs"]["places"]
    for turn in range(len(places)):
        for shift, (title, text) in enumerate(motifs):
            place = places[(turn + 3 * shift) % len(places)]
            if turn and "{ort}" not in title:
                title = f"{title} ({place})"
            yield title.format(ort=place), text.format(ort=place)


def noon(day: date) -> datetime:
    """Noon of that day here; the hour of most things is not known."""
    return timezone.make_aware(datetime.combine(day, time(12)))
