"""``rathaus upkeep``: clears away what nobody needs any more; meant to be called every night."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from rathaus.entrances.ops.actions import KEPT_DAYS, discard_forgotten_drafts, forget_dead_workers
from rathaus.foundation.design.kept import raise_version
from rathaus.foundation.documents.actions import sweep


class Command(BaseCommand):
    help = "Clear away expired sessions, forgotten guest drafts, finished tasks and files that belong to nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("clearsessions")
        call_command("prune_db_task_results", queue_name="*", min_age_days=KEPT_DAYS, verbosity=0)
        forget_dead_workers()
        drafts = discard_forgotten_drafts()
        files = sweep()
        # Kept pages say what is overdue, and a new day has begun.
        raise_version()
        self.stdout.write(f"Removed: {drafts} forgotten drafts, {files.removed} files that belonged to nothing.")
        for name in files.missing:
            self.stderr.write(f"The file {name} is missing on disk.")
