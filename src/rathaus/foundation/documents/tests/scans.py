"""Sending a file, and looking at what the scanner made of it."""

import pytest
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from rathaus.foundation.documents.intake import receive
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.documents.responses import download
from rathaus.foundation.documents.uploads import Inspected
from rathaus.foundation.documents.withholding import Withheld
from rathaus.foundation.vault.actions import create_key


def sent(content: bytes = b"%PDF-1.7 harmless", name: str = "brief.pdf") -> StoredFile:
    return receive(Inspected(name, "application/pdf", content), create_key())


def now(file: StoredFile) -> StoredFile:
    return StoredFile.objects.select_related("scan").get(pk=file.pk)


def is_withheld(file: StoredFile) -> bool:
    with pytest.raises(Withheld):
        now(file).read()
    with pytest.raises(Withheld):
        download(now(file))
    return True


def booked() -> int:
    """Tasks that wait, for now or for their time."""
    return DBTaskResult.objects.filter(status=TaskResultStatus.READY).count()
