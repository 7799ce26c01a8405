"""Other doors into an account (BundID, Mein Unternehmenskonto, …): what each vouches for.

An integration registers its door in its ``apps.py``, under the id of its allauth provider. What a door tells is
learned each time she comes through it; it never decides whose account this is: that is its own key for her alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlencode

from django.utils.functional import Promise

from rathaus.foundation.accounts.models import ProfileFact, TrustLevel


class Door(Protocol):
    """``extra`` is what allauth keeps of her last coming: SocialAccount.extra_data, as the provider made it."""

    origin: ProfileFact.Origin

    def level(self, extra: dict[str, Any]) -> TrustLevel:
        """How surely the door knows her."""
        ...

    def facts(self, extra: dict[str, Any]) -> dict[str, str]:
        """Plain text by ``ProfileFact.Name``; empty ones are left out."""
        ...


@dataclass(frozen=True)
class Entrance:
    """Where one goes to prove a level: up to ``most``, on the page at ``path``, which takes ``level`` and ``next``."""

    label: str | Promise
    path: str
    most: TrustLevel

    def address(self, level: TrustLevel, back: str) -> str:
        """The page that proves ``level`` (``?level=substantial``) and then leads to ``back``, an address of ours."""
        return f"{self.path}?{urlencode({'level': level.name.lower(), 'next': back})}"


_doors: dict[str, Door] = {}
_entrances: dict[str, Entrance] = {}


def register(provider: str, door: Door, entrance: Entrance | None = None) -> None:
    """Let ``door`` speak for the allauth provider of this id (``bundid``, ``unternehmenskonto``, …).

    With an ``entrance`` it is offered wherever a level is needed that can be proven there.
    """
    _doors[provider] = door
    if entrance:
        _entrances[provider] = entrance


def entrances(level: TrustLevel) -> Iterator[Entrance]:
    """Where ``level`` can be proven, in the order of registration."""
    return (entrance for entrance in _entrances.values() if entrance.most >= level)


def door_of(provider: str) -> Door | None:
    """None for a provider that vouches for nothing."""
    return _doors.get(provider)
