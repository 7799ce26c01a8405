"""What is done after an application was sent."""

from django_tasks import task

from rathaus.portal.applications import receipts


@task()
def make_receipt(application_id: str) -> None:
    """The receipt as PDF, into the inbox."""
    receipts.write(application_id)
