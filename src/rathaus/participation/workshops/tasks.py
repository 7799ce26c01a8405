"""What happens to a workshop by itself, and mails to many."""

from django_tasks import task

from rathaus.participation.workshops import clock
from rathaus.participation.workshops.models import Registration, Workshop
from rathaus.participation.workshops.models.workshop import REMIND_BEFORE
from rathaus.participation.workshops.telling import tell


@task()
def pass_time(workshop_pk: int) -> None:
    """Run at its deadline, before its day and at its end; does what is due then and nothing else."""
    clock.pass_time(workshop_pk)


@task()
def tell_all(registration_pks: list[int], kind: str) -> None:
    """Tell many outside the request that made the news."""
    tell(Registration.objects.filter(pk__in=registration_pks).select_related("key", "person", "workshop"), kind)


def at_its_times(workshop: Workshop) -> None:
    """Have ``pass_time`` run when something will be due."""
    moments = (workshop.register_by, workshop.starts_at - REMIND_BEFORE, workshop.ends_at)
    for moment in moments:
        pass_time.using(run_after=moment).enqueue(workshop.pk)
