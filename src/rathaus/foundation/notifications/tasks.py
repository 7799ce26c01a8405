"""Sending what was announced."""

from django.utils import timezone
from django_tasks import task

from rathaus.foundation.notifications import delivery


@task()
def deliver(mail_id: str) -> None:
    """Send the mail; where the mail server is away, come back later."""
    if pause := delivery.attempt(mail_id):
        deliver.using(run_after=timezone.now() + pause).enqueue(mail_id)
