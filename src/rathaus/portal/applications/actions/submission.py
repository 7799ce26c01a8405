"""Sending an application: everything that its receipt promises is in one transaction."""

from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.documents.actions import delete
from rathaus.foundation.inbox.actions import open_thread, post
from rathaus.foundation.inbox.models import Message
from rathaus.foundation.payments.actions import charge
from rathaus.foundation.payments.models import Charge
from rathaus.foundation.vault.models import Key
from rathaus.lib.references import new_code, new_reference
from rathaus.portal.applications import receipts, receivers
from rathaus.portal.applications.actions.attachments import files_in
from rathaus.portal.applications.actions.drafts import Gone, lock
from rathaus.portal.applications.actions.telling import tell_applicant
from rathaus.portal.applications.journey import Journey
from rathaus.portal.applications.models import Application, Definition, Draft, status_code_index
from rathaus.portal.applications.rules import may_send
from rathaus.portal.applications.tasks import make_receipt


class Closed(Exception):
    """The service takes no applications at the moment."""


class Unfinished(Exception):
    """The answers have faults, end in person, or were given to an older version."""


class SignInNeeded(Exception):
    """The service takes no applications from guests."""


@dataclass(frozen=True)
class Submission:
    """What is sent, by whom, through which door; ``name`` is its idempotency key."""

    name: str
    definition: Definition
    journey: Journey
    key: Key
    person: Person | None
    language: str
    channel: str = Application.Channel.WEB
    fingerprint: str = ""


@transaction.atomic
def submit(draft_id: UUID, *, by: Person | None, language: str = "de") -> Application:
    """Send the draft, or find what was made of it: however often it is called, there is one application.

    Raises Closed, Unfinished, SignInNeeded, and Application.DoesNotExist if there was no such draft.
    """
    name = f"draft:{draft_id}"
    try:
        draft = lock(draft_id)
    except Gone:
        return Application.objects.select_related("service", "key").get(idempotency_key=name)
    definition = _sendable(draft, by)
    journey = Journey(definition.blueprint, draft.answers, today=timezone.localdate())
    if draft.to_review or not journey.complete:
        raise Unfinished
    application = create(Submission(name, definition, journey, draft.key, draft.person or by, language))
    _move_uploads(draft, application, files_in(journey.cleaned))
    draft.delete()
    finish(application)
    return application


def create(submission: Submission) -> Application:
    """The application with its reference, codes and fee; to be called within a transaction, before ``finish``."""
    application = Application(
        reference=_unused_reference(),
        idempotency_key=submission.name,
        fingerprint=submission.fingerprint,
        service=submission.definition.service,
        definition=submission.definition,
        person=submission.person,
        channel=submission.channel,
        key=submission.key,
        language=submission.language,
        submitted_at=timezone.now(),
    )
    _seal(application, submission)
    application.charge = _charge(application.reference, submission.journey)
    application.save(force_insert=True)
    return application


def finish(application: Application) -> None:
    """All that follows from a stored application and its files: inbox, mail, later stages, receipt, audit."""
    thread = open_thread(
        application.service.title, person=application.person, key=application.key, reference=application.reference
    )
    text, signature = receipts.message(application)
    post(thread, Message.Kind.RECEIPT, text, by="system", signature=signature, from_city=True)
    receivers.hand_over(application)
    tell_applicant(application, "receipt")
    make_receipt.enqueue(str(application.id))
    record("application.sent", f"application:{application.reference}", by=application.person or "guest")


def _sendable(draft: Draft, by: Person | None) -> Definition:
    definition = Definition.objects.in_force(draft.service.slug)
    if definition is None:
        raise Closed
    if draft.definition_id != definition.pk:
        raise Unfinished
    if not may_send(by, definition):
        raise SignInNeeded
    return definition


def _seal(application: Application, submission: Submission) -> None:
    key, name = submission.key, application.id
    code = new_code()
    answers = submission.journey.cleaned
    email = submission.person.email if submission.person else submission.journey.email
    application.sealed_answers = key.seal_json(answers, f"application:{name}")
    application.sealed_status_code = key.seal(code.encode(), f"status:{name}")
    application.status_code_index = status_code_index(code)
    application.sealed_email = key.seal(email.encode(), f"email:{name}") if email else b""


def _charge(reference: str, journey: Journey) -> Charge | None:
    if journey.fee is None or journey.fee.amount == 0:
        return None
    return charge(reference, journey.fee.amount, [asdict(line) for line in journey.fee.lines])


def _unused_reference() -> str:
    while True:
        reference = new_reference()
        if not Application.objects.filter(reference=reference).exists():
            return reference


def _move_uploads(draft: Draft, application: Application, places: dict[str, str]) -> None:
    """Files that answer a question go with the application, the others are deleted."""
    for upload in draft.uploads.select_related("file"):
        if (place := places.get(str(upload.file_id))) is None:
            delete(upload.file)
        else:
            upload.draft, upload.application, upload.question = None, application, place
            upload.save()
