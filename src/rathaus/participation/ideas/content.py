"""What the city says of taking part: ``content/cities/<city>/participation.toml``."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, TypeVar

from django.conf import settings
from django.utils.translation import get_language


@dataclass(frozen=True)
class Named:
    """Something the city has named; ``en`` is empty where German serves for both."""

    slug: str
    name: str
    en: str = ""

    def __str__(self) -> str:
        return self.en if self.en and get_language() == "en" else self.name


N = TypeVar("N", bound=Named)


@dataclass(frozen=True)
class Field(Named):
    """A field of action (Handlungsfeld); ``words`` begin words by which a letter is known to be about it."""

    words: tuple[str, ...] = ()


Place = tuple[float, float]
"""Latitude and longitude in degrees (WGS 84)."""


@dataclass(frozen=True)
class District(Named):
    """A district (Bezirk); ``at`` is about its middle."""

    at: Place | None = None


@dataclass(frozen=True)
class State(Named):
    """Where an idea stands; ``step`` is its place on the way (1–6), ``next`` what may follow."""

    step: int = 1
    next: tuple[str, ...] = ()
    answer: bool = False
    """Reaching it counts as the city's first answer."""
    reason: bool = False
    """A public reason must be given."""
    pursued: bool = False
    high_priority: bool = False
    done: bool = False
    refused: bool = False


@dataclass(frozen=True)
class Participation:
    """The city's file as a whole; fields, districts and states by slug, in their order."""

    team: str
    team_name: str
    publish: Literal["before", "after"]
    answer_days: int
    fields: dict[str, Field] = field(default_factory=dict)
    districts: dict[str, District] = field(default_factory=dict)
    rivers: tuple[tuple[Place, ...], ...] = ()
    states: dict[str, State] = field(default_factory=dict)

    @property
    def first_state(self) -> str:
        """The state an idea begins in."""
        return next(iter(self.states))

    def states_that_are(self, trait: str) -> list[str]:
        """Slugs of the states with this trait: ``pursued``, ``high_priority``, ``done``, ``refused``."""
        return [state.slug for state in self.states.values() if getattr(state, trait)]


@cache
def participation() -> Participation:
    """Read once a process. Raises KeyError or TypeError where the file lacks something or says too much."""
    with (settings.CONTENT_DIR / "cities" / settings.CITY / "participation.toml").open("rb") as file:
        said = tomllib.load(file)
    fields = [Field(**row | {"words": tuple(row.get("words", ()))}) for row in said.pop("fields")]
    districts = [District(**row | {"at": tuple(row["at"]) if "at" in row else None}) for row in said.pop("districts")]
    states = [State(**row | {"next": tuple(row.get("next", ()))}) for row in said.pop("states")]
    said["rivers"] = tuple(tuple(map(tuple, river)) for river in said.get("rivers", ()))
    return Participation(**said, fields=_by_slug(fields), districts=_by_slug(districts), states=_by_slug(states))


def _by_slug(rows: list[N]) -> dict[str, N]:
    return {row.slug: row for row in rows}
