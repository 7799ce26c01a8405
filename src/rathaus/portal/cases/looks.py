"""Who in the administration looked at a case, when and in which role: from the audit chain, for its citizen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.models import Entry
from rathaus.foundation.offices.models import Membership
from rathaus.portal.cases.models import Case

_LOOKING = {"case.viewed", "case.file_opened", "case.transcript"}


@dataclass(frozen=True)
class Look:
    """``who`` as the city's letters name her; ``office`` and ``role`` as they were then, empty where not known."""

    number: int
    at: datetime
    what: str
    who: str
    office: str
    role: str


def entries_about(case: Case, person: Person) -> QuerySet[Entry]:
    """What the administration did with the case of ``person``, the newest first; looks are counted like acts."""
    others = Entry.objects.filter(subject=f"case:{case.reference}", actor__startswith="person:")
    # Whoever acts for her is no administration; of him she reads at the case itself.
    return others.exclude(actor=f"person:{person.pk}").exclude(detail__has_key="for").order_by("-number")


def looks(entries: Iterable[Entry]) -> list[Look]:
    """The same in words."""
    lines = list(entries)
    pks = {int(line.actor.removeprefix("person:")) for line in lines}
    names = {person.pk: person.name for person in Person.objects.filter(pk__in=pks).only("name")}
    return [_look(line, names.get(int(line.actor.removeprefix("person:")), "")) for line in lines]


def _look(line: Entry, name: str) -> Look:
    role = line.detail.get("role", "")
    return Look(
        number=line.number,
        at=line.at,
        what=_what(line.verb),
        who=name or _("jemand, der hier nicht mehr arbeitet"),
        office=line.detail.get("office", ""),
        role=str(Membership.Role(role).label) if role in Membership.Role else "",
    )


def _what(verb: str) -> str:
    if verb == "case.viewed":
        return _("angesehen")
    if verb == "case.transcript":
        return _("alle Nachrichten als PDF geholt")
    return _("eine Datei geöffnet") if verb in _LOOKING else _("bearbeitet")
