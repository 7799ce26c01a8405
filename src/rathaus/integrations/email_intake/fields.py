"""Which field of action a letter is about: guessed, for a moderator to correct."""

import re

from rathaus.lib.text import fold
from rathaus.participation.ideas.content import Field, participation


def guess(title: str, text: str) -> str:
    """Slug of the field whose words occur most often, those in the title counting three times; else the first field."""
    fields = list(participation().fields.values())
    said = fold(f"{title} " * 3 + text)
    # max takes the first of equals.
    return max(fields, key=lambda field: _mentions(field, said)).slug


def _mentions(field: Field, said: str) -> int:
    """A word of the city counts wherever a word begins with it: „radweg“ in „Radwege“."""
    words = {fold(word) for word in (field.name, *field.words)}
    return sum(len(re.findall(rf"\b{re.escape(word)}", said)) for word in words)
