"""From a thread to the page of what it is about."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.inbox.models import Thread
from rathaus.foundation.representation.party import Party
from rathaus.participation.workshops.models import Registration


@dataclass(frozen=True)
class Way:
    """Where a link leads, and what it says."""

    address: str
    text: str | Promise


def way_to(thread: Thread, me: Party) -> Way | None:
    """For an idea or workshop; a case's page is known by the case, appointments have none of their own yet."""
    if thread.kind == Thread.Kind.IDEA:
        return Way(f"/ideen/{thread.topic}/", _("Zur Idee"))
    if thread.kind == Thread.Kind.WORKSHOP:
        return _to_place(thread, me)
    return None


def _to_place(thread: Thread, me: Party) -> Way:
    """Her own place, or the public page where she has none any more."""
    places = Registration.objects.filter(person=me.principal, workshop__slug=thread.topic).active()
    if place := places.last():
        return Way(place.get_absolute_url(), _("Zu Ihrem Platz"))
    return Way(f"/workshops/{thread.topic}/", _("Zum Workshop"))
