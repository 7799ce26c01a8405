"""What this module holds about a person: where she works for the city."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rathaus.foundation.accounts.disclosure import Holding, Record
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.offices.models import Membership


def _read(person: Person) -> Iterator[Record]:
    for membership in Membership.objects.filter(person=person).select_related("office"):
        yield Record(membership.office.name, {_("Aufgabe"): membership.get_role_display()})


def _in_office(person: Person) -> str:
    if Membership.objects.filter(person=person).exists():
        return _(
            "Sie arbeiten mit diesem Konto für die Stadt. Ihre Verwaltung beendet es, wenn Sie die Stelle wechseln."
        )
    return ""


MEMBERSHIPS = Holding(
    name="aemter",
    label=gettext_lazy("Arbeit für die Stadt"),
    about=gettext_lazy("In welchem Amt Sie mit diesem Konto arbeiten."),
    rows=lambda person: (Membership.objects.filter(person=person),),
    read=_read,
    relations=frozenset({"offices.Membership.person"}),
    afterwards=gettext_lazy("Ihre Verwaltung beendet die Aufgabe."),
    obstacle=_in_office,
)
