"""What two accounts of one person can't have both, and she must settle before they become one."""

from django.utils.translation import gettext as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.inbox.models import Thread
from rathaus.portal.applications.models import Draft


def drafts(old: Person, new: Person) -> str:
    """One open draft for each service: merging must not lose a word she has typed."""
    begun = Draft.objects.filter(person=new).values("service")
    if Draft.objects.filter(person=old, service__in=begun).exists():
        return _(
            "In beiden Konten ist für dieselbe Leistung ein Antrag angefangen. Bitte senden oder löschen Sie einen."
        )
    return ""


def threads(old: Person, new: Person) -> str:
    """One thread for each matter, as far as it is not a case."""
    if _topics(old) & _topics(new):
        return _("In beiden Konten gibt es Nachrichten zu derselben Sache. Bitte rufen Sie uns an, wir helfen Ihnen.")
    return ""


def _topics(person: Person) -> set[tuple[str, str]]:
    return set(Thread.objects.filter(person=person).exclude(kind=Thread.Kind.CASE).values_list("kind", "topic"))
