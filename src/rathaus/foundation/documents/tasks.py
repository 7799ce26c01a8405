"""Scanning what came from outside."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from rathaus.foundation.documents import scanning


@task()
def scan(file_id: str) -> None:
    """Ask about a file that has just come; where that fails, it waits for its turn."""
    pause = scanning.first_look(file_id)
    if pause is not None and (wait := scanning.book_turn(pause)) is not None:
        _in_turn(wait)


@task()
def scan_waiting() -> None:
    """Ask about all that wait, and come back as long as something does."""
    wait = scanning.until_turn()
    if wait is None:
        wait = scanning.take_turn()
    if wait is not None:
        _in_turn(wait)


def _in_turn(wait: timedelta) -> None:
    scan_waiting.using(run_after=timezone.now() + wait).enqueue()
