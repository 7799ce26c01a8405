"""What should have happened by itself, had the worker not missed it."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from rathaus.foundation.notifications import digests, server
from rathaus.foundation.notifications.models import Mail
from rathaus.foundation.notifications.tasks import deliver, probe, send_digest

LATE = timedelta(hours=1)


def catch_up() -> int:
    """Have every digest that is due made, and every mail sent that nobody looks after; says how many of both.

    May be called at any time, and twice: no mail goes out twice for it.
    """
    recipients = [str(pk) for pk in digests.due().values_list("pk", flat=True)]
    for recipient in recipients:
        send_digest.enqueue(recipient)
    if server.is_down():
        # A probe whose turn it is not waits for it, and looks after all mails.
        probe.enqueue()
        return len(recipients)
    before = timezone.now() - LATE
    waiting = Q(state=Mail.State.WAITING, due_at__lt=before)
    begun = Q(state=Mail.State.SENDING, leased_until__lt=before)
    forgotten = [str(pk) for pk in Mail.objects.filter(waiting | begun).values_list("pk", flat=True)]
    for mail in forgotten:
        deliver.enqueue(mail)
    return len(recipients) + len(forgotten)
