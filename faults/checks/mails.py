"""Announcements beside what they announce, and the mailbox beside announcements."""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count

from rathaus.foundation.notifications.models import Mail
from rathaus.participation.workshops.models import Registration
from rathaus.portal.applications.actions.telling import address_of
from rathaus.portal.applications.models import Application

_OVER = (Mail.State.SENT, Mail.State.JOINED, Mail.State.SUPERSEDED)


def unannounced() -> Iterator[str]:
    """For each application one announcement, for each registration one; counted by address."""
    sent = Application.objects.select_related("person", "key")
    yield from _compare("receipt", Counter(address_of(application) for application in sent))
    guests = Registration.objects.select_related("key")
    yield from _compare("workshop_registered", Counter(guest.who["email"] for guest in guests))


def _compare(kind: str, due: Counter[str]) -> Iterator[str]:
    told = Counter(dict(Mail.objects.filter(kind=kind).values_list("to").annotate(times=Count("pk"))))
    for address in due.keys() | told.keys():
        if address and due[address] != told[address]:
            yield f"{told[address]} mails of kind {kind} went to {address}, and {due[address]} were due"


def undelivered(accepted: Counter[str]) -> Iterator[str]:
    """Each mail arrived, under its own Message-ID; nothing else did. Twice is no fault: its reader can tell."""
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname
    states = dict(Mail.objects.values_list("pk", "state"))
    ours = {f"<{pk}@{host}>": state for pk, state in states.items()}
    for name, state in ours.items():
        if state not in _OVER:
            yield f"the mail {name} is {state}"
        elif state == Mail.State.SENT and not accepted[name]:
            yield f"the mail {name} counts as sent and never arrived"
    yield from (f"a mail arrived that nobody wrote: {name}" for name in accepted if name not in ours)
