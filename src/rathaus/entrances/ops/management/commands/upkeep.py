"""``rathaus upkeep``: clears away what nobody needs any more; meant to be called every night."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from rathaus.entrances.ops import endings
from rathaus.entrances.ops.actions import KEPT_DAYS, discard_forgotten_drafts, forget_dead_workers
from rathaus.foundation.accounts.attempts import forget_old_attempts
from rathaus.foundation.design.kept import raise_version
from rathaus.foundation.documents.actions import sweep
from rathaus.foundation.documents.intake import scan_leftovers
from rathaus.foundation.notifications.actions import forget_old
from rathaus.participation.ideas.finding import index_unfiled


class Command(BaseCommand):
    help = "Announce and erase what has had its time; clear away expired sessions, finished tasks and stray files."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("clearsessions")
        call_command("prune_db_task_results", queue_name="*", min_age_days=KEPT_DAYS, verbosity=0)
        forget_dead_workers()
        call_command("clear_exports")
        told = endings.announce_ends_of_cases() + endings.announce_ends_of_drafts()
        cases = endings.erase_ended_cases()
        drafts = discard_forgotten_drafts() + endings.discard_ended_drafts()
        endings.clear_outbox(KEPT_DAYS)
        forget_old()
        forget_old_attempts()
        scan_leftovers()
        index_unfiled()
        files = sweep()
        # Kept pages say what is overdue, and a new day has begun.
        raise_version()
        self.stdout.write(f"Announced: the end of {told} cases and drafts.")
        self.stdout.write(
            f"Removed: {cases} cases whose time was over, {drafts} forgotten drafts, "
            f"{files.removed} files that belonged to nothing."
        )
        for name in files.missing:
            self.stderr.write(f"The file {name} is missing on disk.")
