"""Beginning, keeping and giving up drafts. A draft is its author's alone: the audit begins when it is sent."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from rathaus.foundation.accounts.actions import hold
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.documents.actions import delete
from rathaus.foundation.vault.actions import create_key
from rathaus.foundation.vault.indexing import blind_index
from rathaus.lib.prepared import prepared, prepared_change, prepared_removal, prepared_row
from rathaus.lib.references import new_code, read_code
from rathaus.portal.applications.models import Definition, Draft
from rathaus.portal.applications.questions.group import Group
from rathaus.portal.applications.rules import may_begin, may_claim

_write, remove = prepared_row(Draft), prepared_removal(Draft)


class TooMany(Exception):
    """This visitor has too many open drafts."""


class Gone(Exception):
    """The draft was sent or given up meanwhile."""


@transaction.atomic
def begin(definition: Definition, *, by: Person | None, others: QuerySet[Draft]) -> Draft:
    """An empty draft; it takes the place of the one for the same service among ``others``, the visitor's open drafts.

    Raises TooMany.
    """
    _one_at_a_time(by)
    left = [old for old in others if old.service_id != definition.service_id or not discard(old)]
    if not may_begin(len(left)):
        raise TooMany
    draft = Draft(service=definition.service, definition=definition, person=by, key=create_key())
    _seal(draft, _first_items(definition))
    _write(draft)
    return draft


def _first_items(definition: Definition) -> dict[str, Any]:
    """One empty item in each group that needs one, so that nobody has to press "add" first."""
    questions = definition.blueprint.questions.values()
    return {question.id: [{}] for question in questions if isinstance(question, Group) and question.min_items}


@transaction.atomic(savepoint=False)
def keep(draft: Draft, changes: dict[str, Any], *, seen: str = "") -> None:
    """Save ``changes`` (question id → what was typed), also where it has faults; other answers stay.

    ``seen`` is a step that need not be reviewed any more. Raises Gone.
    """
    if seen not in draft.to_review and _written_over(draft, draft.answers | changes):
        return
    locked = lock(draft.pk)
    _seal(locked, locked.answers | changes)
    locked.to_review = [step for step in locked.to_review if step != seen]
    locked.save(update_fields=["sealed_answers", "to_review", "updated_at"])
    for column in ("sealed_answers", "to_review", "updated_at"):
        setattr(draft, column, getattr(locked, column))


def _written_over(draft: Draft, answers: dict[str, Any]) -> bool:
    """Put ``answers`` in the place of those that were read; False if another page has saved, or sent, since."""
    read_at, now = draft.updated_at, timezone.now()
    sealed = _sealed(draft, answers)
    if not _changed(draft.pk, read_at, sealed, now):
        return False
    draft.sealed_answers, draft.updated_at = sealed, now
    return True


@prepared_change
def _changed(draft: UUID, read_at: datetime, sealed: bytes, now: datetime) -> tuple[QuerySet[Draft], dict[str, Any]]:
    return Draft.objects.filter(pk=draft, updated_at=read_at), {"sealed_answers": sealed, "updated_at": now}


def lock(draft_id: UUID) -> Draft:
    """The draft, held until the transaction ends. Raises Gone."""
    if (draft := next(iter(_locked(draft_id)), None)) is None:
        raise Gone
    return draft


@prepared
def _locked(draft_id: UUID) -> QuerySet[Draft]:
    return Draft.objects.select_for_update(of=("self",)).select_related("key").filter(pk=draft_id)


@transaction.atomic
def discard(draft: Draft, *, untouched: bool = False) -> bool:
    """Give up a draft: its files, its answers and the key that opens them. False for what was sent meanwhile.

    With ``untouched`` it is left alone, too, where somebody went on with it, or took it up, since it was read.
    """
    try:
        locked = lock(draft.pk)
    except Gone:
        return False
    if untouched and (locked.updated_at, locked.person_id) != (draft.updated_at, draft.person_id):
        return False
    for upload in locked.uploads.select_related("file"):
        delete(upload.file)
    remove(locked.pk)
    locked.key.delete()
    return True


@transaction.atomic
def claim(draft: Draft, *, by: Person) -> None:
    """Put a guest's draft into the account of the person who signed in over it, where it has room."""
    _one_at_a_time(by)
    if may_claim(by, draft):
        Draft.objects.filter(pk=draft.pk, person=None).update(person=by)
        draft.person = by


@transaction.atomic
def give_code(draft: Draft) -> str:
    """The code with which a guest comes back to her draft; the same each time she asks. Raises Gone."""
    locked = lock(draft.pk)
    if not locked.code:
        code = new_code()
        locked.sealed_code = locked.key.seal(code.encode(), f"code:{locked.id}")
        locked.code_index = blind_index(code, "draft-code")
        locked.save(update_fields=["sealed_code", "code_index"])
    return locked.code


def found_by_code(typed: str) -> Draft | None:
    """The guest's draft with this code, however typed."""
    drafts = Draft.objects.filter(person=None, code_index=blind_index(read_code(typed), "draft-code"))
    return drafts.select_related("service").first()


@transaction.atomic
def shelter(definition: Definition, changes: dict[str, Any], *, follows: UUID | None) -> Draft:
    """Keep what was typed after the session had ended, until the draft it belongs to is opened again."""
    draft = begin(definition, by=None, others=Draft.objects.none())
    Draft.objects.filter(pk=draft.pk).update(follows=follows)
    keep(draft, changes)
    return draft


@transaction.atomic
def rejoin(stray: Draft, draft: Draft) -> None:
    """Put what was sheltered into the draft it belongs to. Raises Gone."""
    keep(draft, stray.answers)
    discard(stray)


def _one_at_a_time(person: Person | None) -> None:
    """Two pages at once would each see room for the one draft that a person may have for a service."""
    hold(person.pk if person else None)


def _seal(draft: Draft, answers: dict[str, Any]) -> None:
    draft.sealed_answers = _sealed(draft, answers)


def _sealed(draft: Draft, answers: dict[str, Any]) -> bytes:
    return draft.key.seal_json(answers, f"draft:{draft.id}")
