"""What people type into the search: titles, single words, sentences, compounds, synonyms, and slips of all kinds."""

import random
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings

from rathaus.lib.german import EMPTY, words_of
from rathaus.portal.catalogue.models import Service

_FRAMES = (
    "wie bekomme ich {}",
    "was kostet {}",
    "{} beantragen",
    "wo kann ich {} verlängern",
    "{} termin",
    "{} online",
)
_LETTERS = "abcdefghijklmnopqrstuvwxyzäöüß"


def questions(count: int, chance: random.Random) -> Iterator[str]:
    """``count`` questions; each kind equally often."""
    services = list(Service.objects.order_by("pk").values_list("title", "keywords"))
    synonyms = sorted(_synonyms())

    def title() -> str:
        return chance.choice(services)[0]

    def word() -> str:
        telling = [one for one in words_of(title()) if one not in EMPTY and len(one) > 3]
        return chance.choice(telling or ["ausweis"])

    kinds: list[Callable[[], str]] = [
        title,
        word,
        lambda: f"{word()} {word()}",
        lambda: chance.choice(_FRAMES).format(word()),
        lambda: chance.choice(chance.choice(services)[1].splitlines() or [word()]),
        lambda: chance.choice(synonyms),
        lambda: slip(word(), chance),
        lambda: f"{slip(word(), chance)} {slip(word(), chance)}",
        lambda: word() + word(),
        lambda: _apart(word(), chance),
    ]
    return (kinds[number % len(kinds)]() for number in range(count))


def slip(word: str, chance: random.Random) -> str:
    """One letter missing, wrong, too many, or swapped with its neighbour."""
    at = chance.randrange(1, len(word))
    letter = chance.choice(_LETTERS)
    before, after = word[:at], word[at:]
    swapped = before[:-1] + after[0] + before[-1] + after[1:]
    return chance.choice([before + after[1:], before + letter + after[1:], before + letter + after, swapped])


def _apart(word: str, chance: random.Random) -> str:
    at = chance.randrange(2, len(word) - 1)
    return f"{word[:at]} {word[at:]}"


def _synonyms() -> list[str]:
    file = Path(settings.CONTENT_DIR) / "cities" / settings.CITY / "synonyms.toml"
    return list(tomllib.loads(file.read_text("utf-8"))["words"])
