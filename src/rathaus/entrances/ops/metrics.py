"""The house in figures, as Prometheus reads them: what this server answered, and what waits in the database."""

from collections.abc import Iterator
from datetime import datetime

from django.db import DatabaseError
from django.db.models import Count, Min, Q
from django.db.models.functions import Greatest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max
from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest

from rathaus.entrances.ops.actions import SILENCE
from rathaus.entrances.ops.counts import BOUNDS, of_all_processes
from rathaus.entrances.ops.models import Worker
from rathaus.foundation.accounts.mailing import Outcome
from rathaus.foundation.documents import scanning
from rathaus.foundation.notifications.models import Mail, MailServer
from rathaus.portal.applications.models import Application

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4


class House:
    """Collects everything anew each time it is asked."""

    def collect(self) -> Iterator[Metric]:
        yield from _answers()
        try:
            figures = [*_tasks(), *_mails(), *_files(), *_workers(), *_applications()]
        except DatabaseError:
            figures = []
        yield GaugeMetricFamily("rathaus_database_up", "1 if the database answers.", value=bool(figures))
        yield from figures


def exposition() -> bytes:
    """All figures in the text format."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(House())
    return generate_latest(registry)


def _answers() -> Iterator[Metric]:
    total = of_all_processes()
    labels = ["route", "method", "status"]
    requests = CounterMetricFamily("rathaus_requests", "Requests that Django answered.", labels=labels)
    for key, number in sorted(total.answers.items()):
        requests.add_metric(key, number)
    yield requests
    seconds = HistogramMetricFamily("rathaus_request_seconds", "How long answers took.", labels=["route"])
    for route, (*numbers, spent) in sorted(total.durations.items()):
        seconds.add_metric([route], _buckets(numbers), spent)
    yield seconds
    mails = CounterMetricFamily("rathaus_account_mails", "Mails that went with a page.", labels=["outcome"])
    for outcome in Outcome:
        mails.add_metric([outcome], total.mails[outcome])
    yield mails
    yield CounterMetricFamily("rathaus_kept_answers", "Requests answered with a page that was kept.", value=total.kept)


def _buckets(numbers: list[float]) -> list[tuple[str, float]]:
    """Each holds all that took no longer."""
    bounds = [*map(str, BOUNDS), "+Inf"]
    return [(bound, sum(numbers[: place + 1])) for place, bound in enumerate(bounds)]


def _tasks() -> Iterator[Metric]:
    """The table has an index on its waiting rows alone: no time that is far in the past is looked up."""
    ready = DBTaskResult.objects.ready()
    at_once = Q(run_after=get_date_max())
    waits = ready.aggregate(
        count=Count("pk"),
        since=Min("enqueued_at", filter=at_once),
        # What was to wait is late only since its time.
        due=Min(Greatest("run_after", "enqueued_at"), filter=~at_once),
    )
    since = min(filter(None, (waits["since"], waits["due"])), default=None)
    yield GaugeMetricFamily("rathaus_tasks_waiting", "Tasks that could run now.", value=waits["count"])
    yield GaugeMetricFamily("rathaus_tasks_oldest_seconds", "How long the oldest of them waits.", value=_age(since))
    for status, text in ((TaskResultStatus.RUNNING, "that run now"), (TaskResultStatus.FAILED, "that failed")):
        number = DBTaskResult.objects.filter(status=status).count()
        yield GaugeMetricFamily(f"rathaus_tasks_{status.lower()}", f"Tasks {text}.", value=number)


def _mails() -> Iterator[Metric]:
    states = GaugeMetricFamily("rathaus_mails", "Mails of the last thirty days, by state.", labels=["state"])
    found = dict(Mail.objects.order_by().values_list("state").annotate(Count("pk")))
    for state in Mail.State.values:
        states.add_metric([state], found.get(state, 0))
    yield states
    oldest = Mail.objects.filter(state=Mail.State.WAITING, due_at__lte=timezone.now()).aggregate(at=Min("created_at"))
    yield GaugeMetricFamily(
        "rathaus_mail_oldest_seconds", "How long the oldest due mail waits.", value=_age(oldest["at"])
    )
    down = MailServer.objects.values_list("down_since", flat=True).first()
    yield GaugeMetricFamily("rathaus_mail_away_seconds", "Since when the mail server is away.", value=_age(down))


def _files() -> Iterator[Metric]:
    told = scanning.figures()
    yield GaugeMetricFamily("rathaus_files_waiting", "Files that wait for the scanner.", value=told.waiting)
    yield GaugeMetricFamily("rathaus_files_oldest_seconds", "How long the oldest waits.", value=_age(told.oldest))
    yield GaugeMetricFamily("rathaus_files_infected", "Files in which it found something.", value=told.infected)
    yield GaugeMetricFamily("rathaus_scanner_away_seconds", "Since when it is away.", value=_age(told.away_since))


def _workers() -> Iterator[Metric]:
    alive = Worker.objects.filter(seen_at__gte=timezone.now() - SILENCE * 2).count()
    yield GaugeMetricFamily("rathaus_workers", "Workers that gave a sign within a minute.", value=alive)


def _applications() -> Iterator[Metric]:
    """Nothing is counted here that grows for ever."""
    last = Application.objects.order_by("-pk").values_list("submitted_at", flat=True).first()
    if last:
        yield GaugeMetricFamily("rathaus_last_application_seconds", "Since the last application.", value=_age(last))


def _age(since: datetime | None) -> float:
    return max(0.0, (timezone.now() - since).total_seconds()) if since else 0.0
