"""Looks over the city's ``participation.toml`` when the house starts: ``rathaus check`` says what does not fit."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from rathaus.participation.ideas.content import Participation, participation

LISTS = ("fields", "districts", "states")
PUBLISH = ("before", "after")
STEPS = range(1, 7)


def check_participation(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """Faults of the file: unreadable, twice the same slug, states that lead nowhere or are never reached."""
    place = settings.CONTENT_DIR / "cities" / settings.CITY / "participation.toml"
    try:
        with place.open("rb") as file:
            said = tomllib.load(file)
        city = participation()
    except (OSError, KeyError, TypeError, ValueError) as fault:
        return [Error(f"{place}: {type(fault).__name__}: {fault}", id="ideas.E001")]
    return [Error(f"{place}: {fault}", id="ideas.E002") for fault in (*_twice(said), *faults_of(city))]


def _twice(said: dict[str, Any]) -> Iterator[str]:
    for name in LISTS:
        counts = Counter(row["slug"] for row in said[name])
        yield from (f"{name}: {slug!r} is there {count} times" for slug, count in counts.items() if count > 1)


def faults_of(city: Participation) -> Iterator[str]:
    """What is wrong with a file that can be read."""
    if city.publish not in PUBLISH:
        yield f"publish: {city.publish!r} is none of {', '.join(PUBLISH)}"
    if city.answer_days < 1:
        yield f"answer_days: {city.answer_days} leaves no time to answer"
    yield from (f"{name}: there is none" for name in ("fields", "states") if not getattr(city, name))
    yield from (f"{where}: {place!r} is no place" for where, place in _places(city) if not _is_place(place))
    for state in city.states.values():
        yield from (
            f"state {state.slug!r}: next {slug!r} is no state" for slug in state.next if slug not in city.states
        )
        if state.step not in STEPS:
            yield f"state {state.slug!r}: step {state.step} is not between 1 and 6"
    yield from (f"state {slug!r} is never reached" for slug in sorted(city.states.keys() - _reached(city)))
    yield from (f"states: none is {trait!r}" for trait in ("pursued", "done") if not city.states_that_are(trait))


def _places(city: Participation) -> Iterator[tuple[str, Any]]:
    yield from ((f"district {each.slug!r}", each.at) for each in city.districts.values() if each.at is not None)
    yield from (("rivers", place) for river in city.rivers for place in river)


def _is_place(place: Any) -> bool:
    """Latitude and longitude."""
    return (
        len(place) == 2
        and all(isinstance(part, int | float) for part in place)
        and abs(place[0]) <= 90
        and abs(place[1]) <= 180
    )


def _reached(city: Participation) -> set[str]:
    reached: set[str] = set()
    ahead = [*city.states][:1]
    while ahead:
        slug = ahead.pop()
        reached.add(slug)
        ahead += [after for after in city.states[slug].next if after in city.states and after not in reached]
    return reached
