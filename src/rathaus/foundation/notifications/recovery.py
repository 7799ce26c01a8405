"""After the mail server was away: nothing is lost, and nobody is flooded."""

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import groupby

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from rathaus.foundation.notifications import server
from rathaus.foundation.notifications.delivery import NOTHING, Next, attempt, drop_stale, greet
from rathaus.foundation.notifications.kinds import DIGEST, KINDS
from rathaus.foundation.notifications.models import Mail

PER_SECOND = 5
"""Mails, once the server is back."""


@dataclass(frozen=True)
class Found:
    """What a probe found: what to do with the mail that tried, and when which others may go."""

    tried: str = ""
    next: Next = NOTHING
    waiting: list[tuple[timedelta, str]] = field(default_factory=list)


def probe() -> Found:
    """Try with one mail whether the server is back; if it is, all others may go. Only one process does so at a time."""
    if not server.take_turn():
        return Found(next=Next(probe=server.until_next_turn()))
    drop_stale()
    join_waiting()
    first = _waiting().order_by("attempts", "created_at").values_list("pk", flat=True).first()
    if first is None:
        return Found(next=greet())
    after = attempt(str(first), probing=True)
    if server.is_down():
        return Found(str(first), Next(after.mail, after.probe or server.until_next_turn()))
    return Found(str(first), after, go())


def go() -> list[tuple[timedelta, str]]:
    """All mails that wait, and after which wait each may go: not all in the same moment."""
    names = _waiting().order_by("created_at").values_list("pk", flat=True)
    return [(timedelta(seconds=number / PER_SECOND), str(name)) for number, name in enumerate(names)]


def join_waiting() -> None:
    """Of all mails to one recipient about one group, the first speaks for the others."""
    waiting = _waiting().exclude(recipient=None).exclude(kind__in=[k for k, w in KINDS.items() if w.holds_a_link])
    # One that was tried already may have arrived: it keeps its Message-ID and its place.
    rows = waiting.order_by("recipient", "-attempts", "created_at").only("pk", "recipient_id", "kind")
    for _recipient, mails in groupby(list(rows), key=lambda mail: mail.recipient_id):
        for same in _by_group(list(mails)):
            _join(same)


def _by_group(mails: list[Mail]) -> list[list[Mail]]:
    found: dict[str, list[Mail]] = {}
    for mail in mails:
        found.setdefault(DIGEST if mail.kind == DIGEST else KINDS[mail.kind].group, []).append(mail)
    return [same for same in found.values() if len(same) > 1]


@transaction.atomic
def _join(mails: list[Mail]) -> None:
    first, names = mails[0], [mail.pk for mail in mails[1:]]
    others = Mail.objects.select_for_update().filter(pk__in=names, state=Mail.State.WAITING)
    if not Mail.objects.select_for_update().filter(pk=first.pk, state=Mail.State.WAITING).exists():
        return
    for each in others:
        told = each.holds + (each.kind != DIGEST)
        Mail.objects.filter(joined_into=each).update(joined_into=first)
        Mail.objects.filter(pk=each.pk).update(state=Mail.State.JOINED, joined_into=first, holds=0)
        Mail.objects.filter(pk=first.pk).update(holds=F("holds") + told)


def _waiting() -> QuerySet[Mail]:
    return Mail.objects.filter(state=Mail.State.WAITING, due_at__lte=timezone.now())
