"""Whether the mail server is there. While it is away, one mail tries for all that wait."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from rathaus.foundation.notifications.models import MailServer

PAUSES = [timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 15)]
"""The waits between probes; the last one over and over."""
TURN = timedelta(minutes=5)
"""So long one probe may take."""


def is_down() -> bool:
    """Since some failure nobody got through."""
    return MailServer.objects.filter(down_since__isnull=False).exists()


@transaction.atomic
def note_down(*, probing: bool) -> timedelta | None:
    """It did not answer. Says after which wait a mail should probe; None where another one is to do so already."""
    row, _new = MailServer.objects.select_for_update().get_or_create(pk=1)
    if row.down_since and not probing:
        return None
    now, pause = timezone.now(), PAUSES[min(row.failures, len(PAUSES) - 1)]
    row.down_since, row.next_try_at, row.failures = row.down_since or now, now + pause, row.failures + 1
    row.save()
    return pause


def note_up() -> None:
    """It took a mail."""
    MailServer.objects.filter(down_since__isnull=False).update(down_since=None, next_try_at=None, failures=0)


def take_turn() -> bool:
    """Whether the caller is the one to probe now; for ``TURN`` nobody else is."""
    now = timezone.now()
    waiting = MailServer.objects.filter(down_since__isnull=False, next_try_at__lte=now)
    return waiting.update(next_try_at=now + TURN) == 1


def until_next_turn() -> timedelta | None:
    """How long until somebody may probe; None while the server is there."""
    row = MailServer.objects.filter(down_since__isnull=False).first()
    return max(row.next_try_at - timezone.now(), timedelta(seconds=1)) if row and row.next_try_at else None
