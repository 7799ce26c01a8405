"""``rathaus verify-audit``: walks the audit chain and names every fault."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rathaus.foundation.audit.actions import faults
from rathaus.foundation.audit.models import Entry


class Command(BaseCommand):
    help = "Verify the audit chain; exits with 1 and names each changed, missing or reordered line."

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(faults())
        for fault in found:
            self.stderr.write(fault)
        if found:
            raise CommandError(f"The audit chain is broken: {len(found)} faults.")
        self.stdout.write(f"The audit chain is whole: {Entry.objects.count()} lines.")
