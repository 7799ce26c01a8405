"""Those who registered are told that something happened to their place, never what."""

from collections.abc import Iterable

from rathaus.foundation.notifications.actions import announce
from rathaus.participation.workshops.models import Registration


def tell(registrations: Iterable[Registration], kind: str) -> None:
    """One mail each of ``kind`` (see ``notifications.wording``), leading to the page that asks for the code."""
    for one in registrations:
        announce(one.who["email"], kind, language=one.language, path=one.get_absolute_url())
