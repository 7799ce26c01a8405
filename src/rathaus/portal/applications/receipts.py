"""What an applicant gets at once: a message, and a PDF of all she sent."""

import json
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from rathaus.foundation.documents import letters
from rathaus.foundation.documents.actions import delete, store
from rathaus.foundation.inbox.models import Message
from rathaus.lib.crash import crash_point
from rathaus.lib.dates import written
from rathaus.lib.prepared import prepared, prepared_change, prepared_row
from rathaus.portal.applications.journey import Journey, Section
from rathaus.portal.applications.models import Application, Upload


def message(application: Application) -> tuple[str, str]:
    """Text and signature of the message in the inbox, in the applicant's language."""
    office = application.service.responsible_office
    content = {"application": application, "office": office, "due_on": application.due_on}
    with translation.override(application.language):
        text = render_to_string("applications/receipt_message.txt", content)
        return text, str(office or _("Ihre Stadtverwaltung"))


def write(application_id: str) -> None:
    """Make the PDF and put it into the inbox message; a second time does nothing."""
    application = _application(UUID(application_id))[0]
    if application.receipt_id:
        return
    with translation.override(application.language):
        content = _letter(application)
        name = f"{_('Eingangsbestätigung')} {application.reference}.pdf"
    _keep(application, name, content)
    crash_point("receipt-committed")


@prepared
def _application(application_id: UUID) -> QuerySet[Application]:
    related = Application.objects.select_related("service", "definition", "key", "charge")
    return related.defer("definition__content").filter(pk=application_id)


@prepared_change
def _give(application: UUID, receipt: UUID) -> tuple[QuerySet[Application], dict[str, Any]]:
    """Unless it has one."""
    return Application.objects.filter(pk=application, receipt=None), {"receipt": receipt}


@prepared
def _message(reference: str, kind: str) -> QuerySet[Message, UUID]:
    return Message.objects.filter(thread__reference=reference, kind=kind).values_list("pk", flat=True)[:1]


_attach = prepared_row(Message.files.through)


@prepared
def _uploads(application_id: UUID) -> QuerySet[Upload]:
    return Upload.objects.filter(application=application_id).select_related("file").order_by("question")


@transaction.atomic
def _keep(application: Application, name: str, content: bytes) -> None:
    """Within a short transaction: the letter was made, and its file synced, before anybody waits."""
    receipt = store(name, content, "application/pdf", application.key)
    if not _give(application.pk, receipt.pk):
        # Another worker was faster, or the case was erased.
        delete(receipt)
        return
    for message in _message(application.reference, Message.Kind.RECEIPT):
        _attach(Message.files.through(message_id=message, storedfile=receipt))
    crash_point("receipt-uncommitted")


def _letter(application: Application) -> bytes:
    journey = application.journey
    answers = json.dumps(journey.cleaned, ensure_ascii=False, indent=2).encode()
    return letters.render("receipt", _data(application, journey), {"antrag.json": answers})


def _data(application: Application, journey: Journey) -> dict[str, Any]:
    """What the letter ``receipt.typ`` shows."""
    received = timezone.localtime(application.submitted_at)
    return {
        "title": _("Eingangsbestätigung: %(service)s") % {"service": application.service.title},
        "service": application.service.title,
        "reference": application.reference,
        "date": written(received.date()),
        "received": f"{written(received.date())}, {received:%H:%M} Uhr",
        "office": _office(application),
        "applicant": journey.applicant,
        "recipient": [line for line in [journey.applicant, *journey.recipient] if line],
        "status_code": "" if application.person_id else application.status_code,
        "next": _next(application),
        "hints": [hint.text for hint in journey.advice],
        "fee": asdict(journey.fee) if journey.fee else None,
        "sections": [_section(section) for section in journey.sections],
        "files": _files(application),
    }


def _office(application: Application) -> dict[str, str]:
    office = application.service.responsible_office
    names = ("name", "street", "postcode", "town", "phone", "email")
    return {name: getattr(office, name) for name in names} if office else {}


def _next(application: Application) -> list[str]:
    date = written(application.due_on)
    return [
        _("Wir prüfen Ihre Angaben. Fehlt etwas, melden wir uns bei Ihnen."),
        _("Den Bescheid bekommen Sie voraussichtlich bis zum %(date)s.") % {"date": date},
    ]


def _section(section: Section) -> dict[str, Any]:
    rows = [{"label": row.label, "lines": [*row.lines, *[f"({row.note})"] * bool(row.note)]} for row in section.rows]
    return {"title": section.title, "rows": rows}


def _files(application: Application) -> list[dict[str, str]]:
    files = [upload.file for upload in _uploads(application.pk)]
    return [{"name": file.name, "size": filesizeformat(file.size)} for file in files]
