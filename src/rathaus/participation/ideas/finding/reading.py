"""How ideas are read: a text becomes the terms it is found by."""

import hashlib

from rathaus.lib.german import EMPTY, stem, words_of
from rathaus.participation.ideas.models import Idea

LONGEST_TERM = 40


def stems_of(text: str) -> set[str]:
    """The stems of its telling words; of all its words if none tells anything."""
    words = words_of(text)
    return {stem(word)[:LONGEST_TERM] for word in [word for word in words if word not in EMPTY] or words}


def mark_of(text: str) -> str:
    """What texts share if they are equal but for case, umlauts, spaces and punctuation; no stem looks like it."""
    return "=" + hashlib.sha256(" ".join(words_of(text)).encode()).hexdigest()[: LONGEST_TERM - 1]


def heading(field: str) -> str:
    """What ideas of one field share; neither a stem nor a mark looks like it."""
    return f"field:{field}"


def wording_of(idea: Idea) -> set[str]:
    """What it says."""
    return stems_of(f"{idea.title} {idea.text}") | {mark_of(idea.text)}


def terms_of(idea: Idea) -> set[str]:
    """All that an idea is found by."""
    return wording_of(idea) | {heading(field) for field in (idea.field, *idea.further_fields)}
