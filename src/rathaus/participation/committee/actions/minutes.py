"""Minutes: written, approved, published."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.design.kept import raise_version
from rathaus.foundation.documents import actions as documents
from rathaus.lib.text import clean
from rathaus.participation.committee.actions.asking import ask_to_run, insist
from rathaus.participation.committee.models import Meeting, Minutes
from rathaus.participation.committee.papers import minutes_pdf


@transaction.atomic
def write_minutes(meeting: Meeting, text: str, *, by: Person | str) -> Minutes:
    """Write or rewrite the draft. Raises PermissionDenied, NotNow."""
    ask_to_run(by)
    insist(
        meeting.state in (Meeting.State.RUNNING, Meeting.State.CLOSED),
        _("Die Niederschrift beginnt mit der Sitzung."),
    )
    minutes, _new = Minutes.objects.select_for_update().get_or_create(meeting=meeting)
    insist(minutes.state == Minutes.State.DRAFT, _("Die Niederschrift ist schon genehmigt."))
    minutes.text = clean(text)
    minutes.save(update_fields=["text"])
    record("minutes.written", f"meeting:{meeting.slug}", by=by)
    return minutes


@transaction.atomic
def approve_minutes(minutes: Minutes, *, by: Person | str) -> None:
    """From now on nothing of it changes. Raises PermissionDenied, NotNow."""
    ask_to_run(by)
    insist(minutes.meeting.state == Meeting.State.CLOSED, _("Die Sitzung läuft noch."))
    insist(minutes.state == Minutes.State.DRAFT, _("Die Niederschrift ist schon genehmigt."))
    minutes.state, minutes.approved_at = Minutes.State.APPROVED, timezone.now()
    minutes.approved_by = by if isinstance(by, Person) else None
    minutes.save(update_fields=["state", "approved_at", "approved_by"])
    record("minutes.approved", f"meeting:{minutes.meeting.slug}", by=by)


@transaction.atomic
def publish_minutes(minutes: Minutes, *, by: Person | str) -> None:
    """The public version, as page and as PDF that stays as it is. Raises PermissionDenied, NotNow."""
    ask_to_run(by)
    insist(minutes.state == Minutes.State.APPROVED, _("Veröffentlicht wird, was genehmigt ist."))
    minutes.state, minutes.published_at = Minutes.State.PUBLISHED, timezone.now()
    pdf = minutes_pdf(minutes, public=True)
    minutes.file = documents.store(_filename(minutes), pdf, "application/pdf", minutes.meeting.key)
    minutes.save(update_fields=["state", "published_at", "file"])
    raise_version()
    record("minutes.published", f"meeting:{minutes.meeting.slug}", by=by)


def _filename(minutes: Minutes) -> str:
    return f"Niederschrift-{minutes.meeting.slug}.pdf"
