"""What has had its time: drafts nobody goes on with, finished cases the law no longer wants.

Each is announced to its person first, and goes in a transaction of its own: whoever is killed in between goes on where
it was, and nobody waits for it.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from rathaus.entrances.ops.models import DraftWarning
from rathaus.foundation.notifications.actions import tell
from rathaus.foundation.representation.told import told_for
from rathaus.portal.applications.actions.drafts import discard
from rathaus.portal.applications.actions.telling import SWITCH
from rathaus.portal.applications.models import Draft
from rathaus.portal.cases.actions import erase, warn
from rathaus.portal.cases.models import Case

DRAFT_DAYS = 180
"""So long a draft in an account waits, untouched, for its author."""
DRAFT_WARNING = timedelta(days=30)
BATCH = 100


def announce_ends_of_cases() -> int:
    """Tell people whose finished cases will go soon; says how many."""
    return _each(Case.objects.to_warn(timezone.localdate()), warn)


def erase_ended_cases() -> int:
    """Erase the cases whose time is over; says how many."""
    return _each(Case.objects.to_erase(timezone.localdate()), erase)


def _each(cases: QuerySet[Case], act: Callable[[Case], bool]) -> int:
    """``act`` on all of them by and by; those it leaves alone are not asked twice."""
    done, last = 0, 0
    while batch := list(cases.filter(pk__gt=last).order_by("pk").only("pk")[:BATCH]):
        done += sum(map(act, batch))
        last = batch[-1].pk
    return done


def announce_ends_of_drafts() -> int:
    """Tell people whose drafts will go in a month; who goes on with one starts its time anew. Says how many."""
    DraftWarning.objects.filter(draft__updated_at__gt=F("at")).delete()
    horizon = timezone.now() - timedelta(days=DRAFT_DAYS) + DRAFT_WARNING
    stale = Draft.objects.filter(person__isnull=False, updated_at__lt=horizon).select_related("person")
    told = 0
    for draft in stale.exclude(pk__in=DraftWarning.objects.values("draft")).iterator():
        with transaction.atomic():
            DraftWarning.objects.create(draft=draft, at=timezone.now())
            for reader in told_for(draft.person) if draft.person else ():
                tell(reader, "draft_ends", path="/mein/" if reader == draft.person else SWITCH)
        told += 1
    return told


def discard_ended_drafts() -> int:
    """Give up drafts whose authors were told a month ago, with their files and keys; says how many."""
    told = DraftWarning.objects.filter(at__lt=timezone.now() - DRAFT_WARNING, draft__updated_at__lte=F("at"))
    return sum(discard(warning.draft, untouched=True) for warning in list(told.select_related("draft")))


def clear_outbox(days: int) -> int:
    """Remove mails written to files (no mail server is named) so many days ago; says how many."""
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    if not folder or not Path(folder).is_dir():
        return 0
    old = [file for file in Path(folder).iterdir() if file.stat().st_mtime < time.time() - days * 24 * 3600]
    for file in old:
        file.unlink(missing_ok=True)
    return len(old)
