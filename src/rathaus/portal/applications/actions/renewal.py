"""Moving a draft to the version in force."""

from django.db import transaction

from rathaus.portal.applications.actions.drafts import lock
from rathaus.portal.applications.blueprints.blueprint import Blueprint
from rathaus.portal.applications.models import Definition, Draft


@transaction.atomic
def renew(draft: Draft, definition: Definition) -> bool:
    """Give ``draft`` the version ``definition``; whether there are steps that must be seen again. Raises Gone.

    Answers stay by question id; what asks the same in both versions is not asked again.
    """
    locked = lock(draft.pk)
    if locked.definition_id != definition.pk:
        locked.to_review = changed_steps(locked.definition.blueprint, definition.blueprint)
        locked.definition = definition
        locked.save(update_fields=["definition", "to_review", "updated_at"])
    draft.definition, draft.to_review = locked.definition, locked.to_review
    return bool(draft.to_review)


def changed_steps(old: Blueprint, new: Blueprint) -> list[str]:
    """Ids of the new version's steps with a question that is new, or asks something else than before."""
    known = {question.id: question for step in old.steps for question in step.questions}
    return [step.id for step in new.steps if any(known.get(q.id) != q for q in step.questions)]
