"""Other doors into an account (BundID, Mein Unternehmenskonto, …): what each vouches for.

An integration registers its door in its ``apps.py``, under the id of its allauth provider. What a door tells is
learned each time she comes through it; it never decides whose account this is: that is its own key for her alone.
"""

from typing import Any, Protocol

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


_doors: dict[str, Door] = {}


def register(provider: str, door: Door) -> None:
    """Let ``door`` speak for the allauth provider of this id (``bundid``, ``unternehmenskonto``, …)."""
    _doors[provider] = door


def door_of(provider: str) -> Door | None:
    """None for a provider that vouches for nothing."""
    return _doors.get(provider)
