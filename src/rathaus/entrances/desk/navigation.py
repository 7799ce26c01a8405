"""The navigation of the desk: the one place that knows which parts it has and who may open them."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts.audience import ADMINISTRATOR, EDITOR, Audience
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.offices.audience import CLERK
from rathaus.participation.ideas.team import TEAM


@dataclass(frozen=True)
class Entry:
    """A part of the desk. Its pages name it in their context as ``section``."""

    section: str
    label: str | Promise
    address: str
    whom: Audience


ENTRIES = (
    Entry("worklist", _("Arbeitsliste"), "/arbeitsplatz/", CLERK),
    Entry("counter", _("Schalter"), "/arbeitsplatz/schalter/", CLERK),
    Entry("figures", _("Zahlen"), "/arbeitsplatz/zahlen/", CLERK),
    Entry("ideas", _("Ideen"), "/arbeitsplatz/ideen/", TEAM),
    Entry("workshops", _("Workshops"), "/arbeitsplatz/workshops/", TEAM),
    Entry("committee", _("Lenkungskreis"), "/arbeitsplatz/lenkungskreis/", TEAM),
    Entry("projects", _("Projekte"), "/arbeitsplatz/projekte/", TEAM),
    Entry("publishing", _("Leistungen"), "/arbeitsplatz/leistungen/", EDITOR),
    Entry("staff", _("Personal"), "/arbeitsplatz/personal/", ADMINISTRATOR),
    Entry("post", _("Post"), "/arbeitsplatz/post/", ADMINISTRATOR),
)


def entries_of(person: Person) -> list[Entry]:
    """What ``person`` may open, in order; empty for whoever does not work here."""
    return [entry for entry in ENTRIES if entry.whom.admits and entry.whom.admits(person)]


def first_of(person: Person) -> str | None:
    """Where her desk begins; None for whoever does not work here."""
    entries = entries_of(person)
    return entries[0].address if entries else None


def desk(request: HttpRequest) -> dict[str, Any]:
    """For every page: ``desk``, her entries, asked only where a template wants to know them."""
    return {"desk": lambda: entries_of(request.user) if isinstance(request.user, Person) else []}
