"""A notice is written and delivered once its decision is safe."""

from django_tasks import task

from rathaus.portal.cases import notices


@task()
def issue_notice(decision_id: str) -> None:
    """Write and deliver the notice of a decision; the second time it does nothing."""
    notices.deliver(decision_id)
