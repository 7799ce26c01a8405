"""What this module holds about a person: her seat on the committee, and her evaluations."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rathaus.foundation.accounts.disclosure import Holding, Record
from rathaus.foundation.accounts.models import Person
from rathaus.participation.committee.models import Assignment, Member


def _read(person: Person) -> Iterator[Record]:
    for member in Member.objects.filter(person=person).select_related("committee"):
        facts = {_("Sitz"): member.title, _("seit"): member.since, _("bis"): member.until}
        yield Record(member.committee.name, facts | {_("Aufgabe"): member.get_role_display()})
    for assignment in Assignment.objects.filter(person=person).select_related("nomination__idea"):
        facts = {_("Bemerkung"): assignment.remark, _("bewertet"): assignment.done_at}
        yield Record(assignment.nomination.idea.title, facts)


def _sits(person: Person) -> str:
    if Member.objects.in_office(timezone.localdate()).filter(person=person).exists():
        return _("Sie sitzen im Lenkungskreis. Bitte geben Sie den Sitz zuerst ab.")
    return ""


SEATS = Holding(
    name="lenkungskreis",
    label=gettext_lazy("Lenkungskreis"),
    about=gettext_lazy("Ihr Sitz und Ihre Bewertungen."),
    rows=lambda person: (Member.objects.filter(person=person), Assignment.objects.filter(person=person)),
    read=_read,
    relations=frozenset({"committee.Member.person", "committee.Assignment.person"}),
    afterwards=gettext_lazy("Geht erst, wenn Sie den Sitz abgegeben haben. Ihre Bewertungen werden gelöscht."),
    obstacle=_sits,
)
