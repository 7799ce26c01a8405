"""Where signing in leads whoever was on the way to nothing else: to her work, if she works here."""

from collections.abc import Callable

from django.conf import settings

from rathaus.foundation.accounts.models import Person

Workplace = Callable[[Person], str | None]
"""The address where a person's work begins; None where she has none."""
_workplaces: list[Workplace] = []


def leads_to(*workplaces: Workplace) -> None:
    """Ask these, too; modules above register in their ``apps.py``."""
    _workplaces.extend(workplaces)


def landing_of(person: Person) -> str:
    """The address of the first workplace that she has, or else of her own area (setting LOGIN_REDIRECT_URL)."""
    found = (workplace(person) for workplace in _workplaces)
    return next((address for address in found if address), settings.LOGIN_REDIRECT_URL)
