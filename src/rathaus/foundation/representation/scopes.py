"""What a mandate can be for: later stages say which services and cases there are, from their ``apps.py``."""

from typing import Protocol

from rathaus.foundation.accounts.models import Person


class Scopes(Protocol):
    """Gives what ``person`` can put into a mandate: its name by slug or reference."""

    def __call__(self, person: Person) -> dict[str, str]: ...


_known: dict[str, Scopes] = {}


def register(kind: str, scopes: Scopes) -> None:
    """``kind`` is ``service`` or ``reference``, as the fields of a mandate are called."""
    _known[kind] = scopes


def scopes_of(kind: str, person: Person) -> dict[str, str]:
    """Empty while nobody has registered."""
    return _known[kind](person) if kind in _known else {}
