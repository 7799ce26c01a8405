"""What the city says of its committee: ``content/cities/<city>/committee.toml``."""

import tomllib
from dataclasses import dataclass
from functools import cache

from django.conf import settings

from rathaus.participation.ideas.content import Named


@dataclass(frozen=True)
class Criterion(Named):
    """What evaluators score; ``weight`` in parts of a hundred."""

    weight: int = 0


@dataclass(frozen=True)
class Rulebook:
    """The city's file as a whole; ``states`` maps ``check``, ``agenda`` and each result to a state of ideas."""

    slug: str
    name: str
    most_points: int
    states: dict[str, str]
    criteria: dict[str, Criterion]


@cache
def rulebook() -> Rulebook:
    """Read once a process. Raises KeyError or TypeError where the file lacks something or says too much."""
    with (settings.CONTENT_DIR / "cities" / settings.CITY / "committee.toml").open("rb") as file:
        said = tomllib.load(file)
    criteria = {row["slug"]: Criterion(**row) for row in said.pop("criteria")}
    if sum(each.weight for each in criteria.values()) != 100:
        raise ValueError("The weights of the criteria must make a hundred")
    return Rulebook(**said, criteria=criteria)
