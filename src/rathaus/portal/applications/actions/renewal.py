"""Moving a draft to the version in force."""

from uuid import UUID

from django.db import transaction

from rathaus.portal.applications.actions.drafts import lock
from rathaus.portal.applications.blueprints.blueprint import Blueprint
from rathaus.portal.applications.models import Definition, Draft


def renew(draft: Draft, definition: Definition) -> bool:
    """Give ``draft`` the version ``definition``; whether there are steps that must be seen again. Raises Gone.

    Answers stay by question id; what asks the same in both versions is not asked again.
    """
    if draft.definition_id != definition.pk:
        draft.to_review = _renewed(draft.pk, definition).to_review
    draft.definition = definition
    return bool(draft.to_review)


@transaction.atomic
def _renewed(draft_id: UUID, definition: Definition) -> Draft:
    locked = lock(draft_id)
    if locked.definition_id != definition.pk:
        locked.to_review = changed_steps(locked.definition.blueprint, definition.blueprint)
        locked.definition = definition
        locked.save(update_fields=["definition", "to_review", "updated_at"])
    return locked


def changed_steps(old: Blueprint, new: Blueprint) -> list[str]:
    """Ids of the new version's steps with a question that is new, or asks something else than before."""
    known = {question.id: question for step in old.steps for question in step.questions}
    return [step.id for step in new.steps if any(known.get(q.id) != q for q in step.questions)]
