"""Sending an application: everything that its receipt promises is in one transaction."""

from dataclasses import asdict, dataclass, field, replace
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from rathaus.foundation.accounts.actions import hold
from rathaus.foundation.accounts.models import Person, TrustLevel
from rathaus.foundation.audit.actions import actor_name, record, together
from rathaus.foundation.documents.actions import delete
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.inbox.actions import open_thread, post
from rathaus.foundation.inbox.models import Message
from rathaus.foundation.payments.actions import charge
from rathaus.foundation.payments.models import Charge
from rathaus.foundation.representation.speaking import on_behalf
from rathaus.foundation.vault.models import Key
from rathaus.lib.prepared import prepared, prepared_change, prepared_row
from rathaus.lib.references import new_code, new_reference
from rathaus.portal.applications import receipts, receivers
from rathaus.portal.applications.actions.attachments import files_in
from rathaus.portal.applications.actions.drafts import Gone, lock, remove
from rathaus.portal.applications.actions.locking import put_back
from rathaus.portal.applications.actions.quarantining import tell_of_infected
from rathaus.portal.applications.actions.telling import tell_applicant
from rathaus.portal.applications.journey import Journey
from rathaus.portal.applications.known.facts import Known, Origins
from rathaus.portal.applications.models import Application, Definition, Draft, Upload, name_of, status_code_index
from rathaus.portal.applications.rules import may_send, may_send_for
from rathaus.portal.applications.tasks import make_receipt


class Closed(Exception):
    """The service takes no applications at the moment."""


class Unfinished(Exception):
    """The answers have faults, end in person, or were given to an older version."""


class ProofNeeded(Exception):
    """The sender has not proven the level that the service needs."""


@dataclass(frozen=True)
class Submission:
    """What is sent, by whom, through which door; ``name`` is its idempotency key."""

    name: str
    definition: Definition
    journey: Journey
    key: Key
    person: Person | None
    language: str
    level: TrustLevel = TrustLevel.NONE
    origins: Origins = field(default_factory=dict)
    channel: str = Application.Channel.WEB
    fingerprint: str = ""
    sent_by: Person | None = None
    begun_at_counter_by: Person | None = None


@transaction.atomic
@together()
def submit(
    draft_id: UUID, *, by: Person | None, level: TrustLevel = TrustLevel.NONE, language: str = "de"
) -> Application:
    """Send the draft, or find what was made of it: however often it is called, there is one application.

    ``by`` is who sends, for herself or another; ``level`` is what she has proven. Raises PermissionDenied, Closed,
    Unfinished, ProofNeeded, and Application.DoesNotExist if there was no such draft.
    """
    name = name_of(draft_id)
    hold(by.pk if by else None, *(person for (person,) in _owners(draft_id)))
    try:
        draft = lock(draft_id)
    except Gone:
        return Application.objects.select_related("service", "key").get(idempotency_key=name)
    definition = _sendable(draft, level)
    person = draft.person or by
    if by and not may_send_for(by, person, definition.service.slug):
        raise PermissionDenied
    known = Known(definition.blueprint, person, today=timezone.localdate())
    answers = put_back(known, draft.answers, f"draft:{draft.pk}", by=by)
    journey = Journey(definition.blueprint, answers, today=known.today)
    if draft.to_review or not journey.complete:
        raise Unfinished
    origins = known.origins(journey.cleaned)
    submission = Submission(name, definition, journey, draft.key, person, language, level, origins)
    counter, sent_by = draft.begun_at_counter_by, by if by != person else None
    application = create(replace(submission, sent_by=sent_by, begun_at_counter_by=counter))
    moved = _move_uploads(draft, application, files_in(journey.cleaned))
    remove(draft.pk)
    finish(application)
    for file in moved:
        tell_of_infected(file)
    return application


@prepared
def _owners(draft_id: UUID) -> QuerySet[Draft, tuple[int | None]]:
    return Draft.objects.filter(pk=draft_id).values_list("person")


_write = prepared_row(Application)


def create(submission: Submission) -> Application:
    """The application with its reference, codes and fee; to be called within a transaction, before ``finish``."""
    application = Application(
        reference=_unused_reference(),
        idempotency_key=submission.name,
        fingerprint=submission.fingerprint,
        service=submission.definition.service,
        definition=submission.definition,
        person=submission.person,
        sent_by=submission.sent_by,
        begun_at_counter_by=submission.begun_at_counter_by,
        channel=submission.channel,
        key=submission.key,
        language=submission.language,
        trust_level=submission.level,
        origins=submission.origins,
        submitted_at=timezone.now(),
    )
    _seal(application, submission)
    application.charge = _charge(application.reference, submission.journey)
    _write(application)
    return application


def finish(application: Application) -> None:
    """All that follows from a stored application and its files: inbox, mail, later stages, receipt, audit."""
    thread = open_thread(
        application.service.title,
        person=application.person,
        key=application.key,
        reference=application.reference,
        topic=application.service.slug,
    )
    text, signature = receipts.message(application)
    post(thread, Message.Kind.RECEIPT, text, by="system", signature=signature, from_city=True)
    receivers.hand_over(application)
    tell_applicant(application, "receipt")
    make_receipt.enqueue(str(application.id))
    sender, counter = application.sent_by or application.person or "guest", application.begun_at_counter_by
    detail = on_behalf(sender, application.person_id) | ({"counter": actor_name(counter)} if counter else {})
    record("application.sent", f"application:{application.reference}", by=sender, **detail)


def _sendable(draft: Draft, level: TrustLevel) -> Definition:
    definition = next(iter(_in_force(draft.service_id)), None)
    if definition is None:
        raise Closed
    if not may_send(level, definition):
        raise ProofNeeded
    if draft.definition_id != definition.pk:
        raise Unfinished
    return definition


@prepared
def _in_force(service: int) -> QuerySet[Definition]:
    return Definition.objects.all_in_force(service=service)


def _seal(application: Application, submission: Submission) -> None:
    key, name = submission.key, application.id
    code = new_code()
    answers = submission.journey.cleaned
    email = (submission.person and submission.person.email) or submission.journey.email
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
        if not _sent_under(reference):
            return reference


@prepared
def _sent_under(reference: str) -> QuerySet[Application, tuple[UUID]]:
    return Application.objects.filter(reference=reference).values_list("pk")


def _move_uploads(draft: Draft, application: Application, places: dict[str, str]) -> list[StoredFile]:
    """Files that answer a question go with the application, the others are deleted."""
    moved = []
    # Locked: the scanner's verdict comes before, and is seen here, or after, and finds the application.
    for upload in _uploads(draft.pk):
        if (place := places.get(str(upload.file_id))) is None:
            delete(upload.file)
        else:
            _hand_on(upload.pk, application.pk, place)
            moved.append(upload.file)
    return moved


@prepared_change
def _hand_on(upload: UUID, application: UUID, question: str) -> tuple[QuerySet[Upload], dict[str, Any]]:
    changes = {"draft": None, "application": application, "question": question}
    return Upload.objects.filter(pk=upload), changes


@prepared
def _uploads(draft: UUID) -> QuerySet[Upload]:
    return Upload.objects.filter(draft=draft).select_related("file").select_for_update()
