"""Mails that speak for many: made in the morning, one for each recipient, never an empty one."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from rathaus.foundation.inbox.models import Message
from rathaus.foundation.notifications.addresses import fingerprint
from rathaus.foundation.notifications.kinds import DIGEST, KINDS
from rathaus.foundation.notifications.models import Group, Mail, Mode, Recipient

MORNING = time(7)
MONDAY = 0


def next_moment(mode: str, now: datetime) -> datetime:
    """The next morning (for ``WEEKLY`` that of a Monday) by the city's clock, whatever it does at night."""
    day = timezone.localtime(now).date()
    while (moment := timezone.make_aware(datetime.combine(day, MORNING))) <= now or (
        mode == Mode.WEEKLY and day.weekday() != MONDAY
    ):
        day += timedelta(days=1)
    return moment


def gathered(recipient_id: Any) -> QuerySet[Mail]:
    """What waits to be told together."""
    return Mail.objects.filter(recipient_id=recipient_id, state=Mail.State.GATHERED)


def due() -> QuerySet[Recipient]:
    """Who should have had a digest by now."""
    waiting = Mail.objects.filter(state=Mail.State.GATHERED, due_at__lte=timezone.now())
    return Recipient.objects.filter(pk__in=waiting.values("recipient"))


@transaction.atomic
def make(recipient_id: str) -> Mail | None:
    """The digest of what was gathered for a recipient and is due; None if that is nothing (any more)."""
    # Whoever comes second waits here, and finds nothing left to tell.
    recipient = (
        Recipient.objects.select_for_update(of=("self",)).select_related("person").filter(pk=recipient_id).first()
    )
    if recipient is None:
        return None
    due_now = gathered(recipient.pk).filter(due_at__lte=timezone.now())
    _drop_what_is_known(recipient, due_now)
    newest = due_now.order_by("created_at").last()
    person = recipient.person
    if newest is None or person is None or not person.email or not person.is_active:
        _drop(due_now)
        return None
    mail = Mail.objects.create(
        recipient=recipient,
        to=person.email,
        to_index=fingerprint(person.email),
        kind=DIGEST,
        language=person.language,
        due_at=timezone.now(),
    )
    mail.holds = due_now.update(state=Mail.State.JOINED, joined_into=mail)
    mail.save(update_fields=["holds"])
    return mail


def _drop_what_is_known(recipient: Recipient, due_now: QuerySet[Mail]) -> None:
    """Who has opened all messages needs no word of them."""
    person = recipient.person
    if person and not Message.objects.unread_by(person).exists():
        of_cases = [kind for kind, wording in KINDS.items() if wording.group == Group.CASES]
        _drop(due_now.filter(kind__in=of_cases, context__path=Group.CASES.page))


def _drop(mails: QuerySet[Mail]) -> None:
    mails.update(state=Mail.State.SUPERSEDED, context={})
