"""What is done after an application was sent."""

from django_tasks import task

from rathaus.lib.crash import crash_point
from rathaus.portal.applications import receipts


@task()
def make_receipt(application_id: str) -> None:
    """The receipt as PDF, into the inbox."""
    crash_point("task-claimed")
    receipts.write(application_id)
