"""The database beside itself: nothing is there by half, counters are what they count, nothing waits for ever."""

from collections.abc import Iterator

from django.db.models import Count, Max, Q
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from rathaus.foundation.audit.models import Entry, Head
from rathaus.foundation.inbox.models import Message, Thread
from rathaus.participation.ideas.models import Counter, Idea, Support
from rathaus.participation.workshops.models import Registration
from rathaus.portal.applications.models import Application
from rathaus.portal.cases.models import Case, Decision

_MOST_PLACES = 16
"""Of a task that failed, the innermost first: where an error came from another, both are among them."""


def unfinished_applications() -> Iterator[str]:
    """An application has its case, its thread, one message of receipt with its PDF; a decision has its notice."""
    for application in Application.objects.only("reference", "receipt").iterator():
        name = application.reference
        cases, threads = Case.objects.filter(reference=name).count(), Thread.objects.filter(reference=name).count()
        receipts = Message.objects.filter(thread__reference=name, kind=Message.Kind.RECEIPT)
        if (cases, threads, receipts.count()) != (1, 1, 1):
            yield f"application {name} has {cases} cases, {threads} threads, {receipts.count()} messages of receipt"
        if application.receipt_id is None or receipts.filter(files=application.receipt_id).count() != 1:
            yield f"application {name} has no receipt in its inbox"
    for reference in Decision.objects.filter(Q(notice=None) | Q(message=None)).values_list(
        "case__reference", flat=True
    ):
        yield f"the decision of case {reference} has no notice"
    for reference, times in _notices().items():
        yield f"case {reference} has {times} notices for one decision"


def _notices() -> dict[str, int]:
    """Where notices and decisions are not as many: how many notices, by reference."""
    letters = Message.objects.filter(kind=Message.Kind.NOTICE).order_by()
    told = dict(letters.values_list("thread__reference").annotate(times=Count("pk")))
    decided = dict(Decision.objects.order_by().values_list("case__reference").annotate(times=Count("pk")))
    return {name: told.get(name, 0) for name in told.keys() | decided.keys() if told.get(name) != decided.get(name)}


def wrong_counters() -> Iterator[str]:
    """What is counted beside its rows."""
    supports = dict(Support.objects.values_list("idea").annotate(times=Count("pk")))
    for pk, number, said in Idea.objects.values_list("pk", "number", "supports"):
        if said != supports.get(pk, 0):
            yield f"idea {number} says {said} supporters, and has {supports.get(pk, 0)}"
    waiting = Message.objects.filter(from_city=True, read_at=None)
    unread = dict(waiting.order_by().values_list("thread").annotate(times=Count("pk")))
    for thread, count in Thread.objects.values_list("pk", "unread"):
        if count != unread.get(thread, 0):
            yield f"thread {thread} says {count} unread messages, and has {unread.get(thread, 0)}"
    lines, head = Entry.objects.count(), Head.objects.filter(pk=1).first()
    if head and head.length != lines:
        yield f"the audit chain says {head.length} lines, and has {lines}"
    last, counter = Idea.objects.aggregate(last=Max("number"))["last"] or 0, Counter.objects.filter(pk=1).first()
    if counter and counter.last < last:
        yield f"the next idea would get the number {counter.last + 1}, which is taken"
    seats = Registration.objects.seated().order_by().values("workshop", "group", "seat").annotate(times=Count("pk"))
    yield from (f"seat {row} is held twice" for row in seats.filter(times__gt=1))


def unfinished_tasks() -> Iterator[str]:
    """Nothing is due, nothing runs, nothing failed."""
    for task in DBTaskResult.objects.ready():
        yield f"a task waits: {task.task_path}"
    for task in DBTaskResult.objects.filter(status__in=(TaskResultStatus.RUNNING, TaskResultStatus.FAILED)):
        places = " < ".join(line.strip() for line in reversed(task.traceback.splitlines()[-_MOST_PLACES:]))
        yield f"a task is {task.status}: {task.task_path}: {task.exception_class_path} {places}".rstrip()
