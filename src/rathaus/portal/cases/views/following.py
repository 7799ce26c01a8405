"""What the page of a case shows to its citizen, with or without an account."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.documents.responses import download
from rathaus.foundation.inbox.models import Message
from rathaus.portal.cases.models import Case
from rathaus.portal.cases.stations import stations
from rathaus.portal.cases.workflow import State


def content(case: Case) -> dict[str, Any]:
    """The context of the page."""
    journey = case.application.journey
    return {
        "case": case,
        "enquiry": case.todo if case.state == State.WAITING else None,
        "stations": stations(case),
        "sections": journey.sections,
        "fee": journey.fee,
        "letters": case.thread.messages.prefetch_related("files"),
        "files": own_files(case),
    }


def own_files(*cases: Case) -> QuerySet[StoredFile]:
    """The files of these cases, but for a notice that waits to be opened: opening it has a date."""
    threads, keys = [case.thread_id for case in cases], [case.application.key_id for case in cases]
    closed = Message.objects.filter(thread__in=threads, kind=Message.Kind.NOTICE, read_at=None, files__isnull=False)
    files = StoredFile.objects.filter(key__in=keys).exclude(pk__in=closed.values("files"))
    return files.order_by("created_at")


def send_file(case: Case, file_id: UUID) -> HttpResponse:
    """One of ``own_files``, to save; Http404 for any other."""
    return download(get_object_or_404(own_files(case).select_related("key"), pk=file_id))
