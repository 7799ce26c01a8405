"""Pictures and papers on public pages appear there once they were scanned."""

from rathaus.foundation.design.kept import raise_version
from rathaus.foundation.documents.models import StoredFile
from rathaus.participation.committee.models import Attachment as Paper
from rathaus.participation.ideas.models import Attachment
from rathaus.participation.projects.models import ReportFile
from rathaus.participation.rooms.models import Photo


def show_verdict(file: StoredFile) -> None:
    """Kept pages that show ``file`` are out of date; registered with ``documents.receivers``."""
    if any(rows.objects.filter(file=file).exists() for rows in (Attachment, ReportFile, Paper, Photo)):
        raise_version()
