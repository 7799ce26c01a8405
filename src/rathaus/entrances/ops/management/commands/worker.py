"""``rathaus worker``: does the background work, and takes over what a dead worker left."""

import logging
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

from django.db import DatabaseError, connection
from django_tasks_db.management.commands import db_worker

from rathaus.entrances.ops.actions import SILENCE, give_sign, requeue_abandoned, requeue_stranded
from rathaus.entrances.ops.followed import FollowedWorker
from rathaus.foundation.vault.fitting import refuse_foreign_key

logger = logging.getLogger("rathaus.worker")


class Command(db_worker.Command):
    help = "Do the background work; any number of workers may run side by side, on any number of machines."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(interval=0.5, queue_name="*", startup_delay=False)

    def handle(self, **options: Any) -> None:
        refuse_foreign_key()
        worker = FollowedWorker(
            queue_names=options["queue_name"].split(","),
            excluded_queue_names=list(filter(None, options["exclude_queues"].split(","))),
            **{name: options[name] for name in ("interval", "batch", "backend_name", "startup_delay")},
            **{name: options[name] for name in ("max_tasks", "worker_id")},
        )
        worker.configure_signals()
        with signs_of_life(options["worker_id"]):
            worker.run()


@contextmanager
def signs_of_life(name: str) -> Iterator[None]:
    """While this holds, a thread says that the worker ``name`` is alive and looks after the tasks of dead ones."""
    give_sign(name)
    finished = Event()
    thread = Thread(target=_keep_giving_signs, args=(name, finished), daemon=True)
    thread.start()
    try:
        yield
    finally:
        finished.set()
        thread.join(timeout=5)


def _keep_giving_signs(name: str, finished: Event) -> None:
    while not finished.is_set():
        try:
            give_sign(name)
            if count := requeue_abandoned():
                logger.warning("Took over %d tasks of dead workers", count)
            if count := requeue_stranded():
                logger.warning("Tasks that failed by no fault of their own and come again: %d", count)
        except DatabaseError:
            logger.exception("Could not give a sign of life")
        finally:
            connection.close()
        finished.wait(SILENCE.total_seconds() / 6)
