"""A house whose servers have stopped comes to rest: time passes, and a worker does what is left to do."""

from datetime import timedelta

from django.core.management import call_command
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from rathaus.entrances.ops.actions import requeue_abandoned, requeue_stranded
from rathaus.entrances.ops.models import Worker
from rathaus.foundation.notifications.actions.catching_up import catch_up
from rathaus.foundation.notifications.models import Mail, MailServer

_MOST_STEPS = 12
_SOON = timedelta(days=1)
"""What is to be done later than this has nothing to do with the run."""


def come_to_rest(step: timedelta) -> None:
    """Nobody else may work meanwhile. Time passes by ``step``, again and again, until nothing is left to do."""
    for _ in range(_MOST_STEPS):
        _pass_time(step)
        requeue_abandoned()
        requeue_stranded()
        # Comes every hour: takes up mails whose task came too early, as after a clock that jumped back.
        catch_up()
        call_command("worker", batch=True, verbosity=0)
        if not _unfinished().exists() and not _unsent().exists():
            return


def _pass_time(step: timedelta) -> None:
    """Whatever waits for a moment has waited so much longer; nothing else changes."""
    soon = timezone.now() + _SOON
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, run_after__lt=soon)
    waiting.update(run_after=F("run_after") - step)
    Worker.objects.update(seen_at=F("seen_at") - step)
    Mail.objects.filter(state=Mail.State.SENDING).update(leased_until=F("leased_until") - step)
    Mail.objects.filter(state=Mail.State.WAITING).update(due_at=F("due_at") - step)
    MailServer.objects.filter(next_try_at__isnull=False).update(next_try_at=F("next_try_at") - step)


def _unsent() -> QuerySet[Mail]:
    """Nobody looks after some of them for a while: their task came before they were due, by another clock."""
    return Mail.objects.filter(state__in=[Mail.State.WAITING, Mail.State.SENDING])


def _unfinished() -> QuerySet[DBTaskResult]:
    soon = Q(run_after__lt=timezone.now() + _SOON) | Q(run_after=get_date_max())
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    return running | DBTaskResult.objects.filter(soon, status=TaskResultStatus.READY)
