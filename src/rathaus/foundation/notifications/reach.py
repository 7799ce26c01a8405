"""Whether mails reach an address, for those who have to know; nothing here shows the address."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Value
from django.utils import timezone
from django.utils.functional import Promise

from rathaus.foundation.notifications.addresses import fingerprint
from rathaus.foundation.notifications.bounces import Reason
from rathaus.foundation.notifications.models import Mail, MailServer, Undelivered

PATIENCE = timedelta(hours=1)
"""A mail that has been on its way for longer is worth a word."""


@dataclass(frozen=True)
class Trouble:
    """Mails do not arrive, since when; ``why`` is empty where they only wait for the mail server."""

    since: datetime
    why: str | Promise = ""


def trouble_with(address: str | None) -> Trouble | None:
    """None where all is well, and for somebody without an address."""
    if not address:
        return None
    index = fingerprint(address)
    known = Undelivered.objects.filter(pk=index).values_list("noticed_at", "reason")
    on_their_way = Mail.objects.filter(to_index=index, state__in=(Mail.State.WAITING, Mail.State.SENDING))
    late = on_their_way.filter(created_at__lt=timezone.now() - PATIENCE).values_list("created_at", Value(""))
    found = sorted(known.union(late), key=lambda row: (not row[1], row[0]))
    return _trouble(*found[0]) if found else None


def unreachable(address: str | None) -> Trouble | None:
    """What she herself can mend: her address is wrong, or its mailbox takes nothing."""
    known = Undelivered.objects.filter(pk=fingerprint(address)).first() if address else None
    return _trouble(known.noticed_at, known.reason) if known else None


def _trouble(since: datetime, reason: str) -> Trouble:
    return Trouble(since, Reason(reason).label if reason else "")


@dataclass(frozen=True)
class Figures:
    """How the post stands."""

    counts: list[tuple[str, int]]
    """By state, in words; states without mails are left out."""
    oldest: datetime | None
    """Since when the oldest waits that could go."""
    down_since: datetime | None
    next_try_at: datetime | None


def figures() -> Figures:
    found = dict(Mail.objects.values_list("state").annotate(Count("pk")).order_by())
    waiting = Mail.objects.filter(state=Mail.State.WAITING)
    server = MailServer.objects.first() or MailServer()
    return Figures(
        counts=[(str(state.label), found[state]) for state in Mail.State if state in found],
        oldest=waiting.aggregate(oldest=Min("created_at"))["oldest"],
        down_since=server.down_since,
        next_try_at=server.next_try_at,
    )
