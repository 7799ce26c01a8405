"""Those who registered are told that something happened to their place: in the inbox what, by mail only that."""

from collections.abc import Iterable
from datetime import datetime

from rathaus.foundation.notifications import actions
from rathaus.participation.workshops.letters import write_news
from rathaus.participation.workshops.models import Registration


def tell(registrations: Iterable[Registration], kind: str, *, good_until: datetime | None = None) -> None:
    """One mail each of ``kind`` (see ``notifications.kinds``), leading to the page that asks for the code."""
    for one in registrations:
        write_news(one, kind)
        path, address = one.get_absolute_url(), one.who["email"]
        if one.person and one.person.email == address:
            actions.tell(one.person, kind, path=path, good_until=good_until)
        else:
            actions.announce(address, kind, language=one.language, path=path, good_until=good_until)
