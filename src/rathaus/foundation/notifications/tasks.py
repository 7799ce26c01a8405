"""Sending what was announced."""

from django.utils import timezone
from django_tasks import task

from rathaus.foundation.notifications import delivery, digests, hints, recovery
from rathaus.foundation.notifications.delivery import Next


@task()
def deliver(mail_id: str) -> None:
    """Send the mail; where that fails, come back later."""
    _go_on(mail_id, delivery.attempt(mail_id))


@task()
def probe() -> None:
    """One mail tries, for all that wait, whether the mail server is back."""
    found = recovery.probe()
    if found.tried:
        _go_on(found.tried, found.next)
    elif found.next.probe:
        probe.using(run_after=timezone.now() + found.next.probe).enqueue()
    for pause, mail_id in found.waiting:
        deliver.using(run_after=timezone.now() + pause).enqueue(mail_id)


@task()
def send_digest(recipient_id: str) -> None:
    """Run in the morning; tells in one mail what was gathered."""
    if mail := digests.make(recipient_id):
        deliver.enqueue(str(mail.id))


@task()
def hint(device: int, kind: str, more: int = 3) -> None:
    """Show a hint of ``kind`` on a device; where its push service is away, try ``more`` times."""
    pause = hints.show(device, kind)
    if pause and more:
        hint.using(run_after=timezone.now() + pause).enqueue(device, kind, more - 1)


def _go_on(mail_id: str, after: Next) -> None:
    if after.mail:
        deliver.using(run_after=timezone.now() + after.mail).enqueue(mail_id)
    if after.probe:
        probe.using(run_after=timezone.now() + after.probe).enqueue()
