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
from rathaus.foundation.documents.actions import store
from rathaus.foundation.inbox.models import Message
from rathaus.lib.crash import crash_point
from rathaus.lib.dates import written
from rathaus.lib.prepared import prepared
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


@prepared
def _held(application_id: UUID) -> QuerySet[Application]:
    return Application.objects.select_for_update().filter(pk=application_id)


@prepared
def _messages(reference: str, kind: str) -> QuerySet[Message]:
    return Message.objects.filter(thread__reference=reference, kind=kind)


@prepared
def _uploads(application_id: UUID) -> QuerySet[Upload]:
    return Upload.objects.filter(application=application_id).select_related("file").order_by("question")


@transaction.atomic
def _keep(application: Application, name: str, content: bytes) -> None:
    """Within a short transaction: the letter was made before, so as not to hold back others who write."""
    locked = _held(application.pk)[0]
    if locked.receipt_id:
        return
    locked.receipt = store(name, content, "application/pdf", application.key)
    locked.save(update_fields=["receipt"])
    for message in _messages(locked.reference, Message.Kind.RECEIPT)[:1]:
        message.files.add(locked.receipt)
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
