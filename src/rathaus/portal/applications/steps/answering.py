"""Takes what was sent from a step's page, whole: words, files, and what is done to the items of a group."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.portal.applications.actions.attachments import detach, files_in
from rathaus.portal.applications.actions.drafts import keep
from rathaus.portal.applications.actions.locking import put_back
from rathaus.portal.applications.answers import get, remove
from rathaus.portal.applications.blueprints.blueprint import Step
from rathaus.portal.applications.journey import Journey
from rathaus.portal.applications.known.facts import Known
from rathaus.portal.applications.models import Draft
from rathaus.portal.applications.questions import Fault
from rathaus.portal.applications.questions.group import Group
from rathaus.portal.applications.steps.typed import SAVING, read_step
from rathaus.portal.applications.steps.uploads import remove_file, take_files


@transaction.atomic
def answer(draft: Draft, step: Step, request: HttpRequest, known: Known) -> tuple[Journey, list[Fault]]:
    """Save what was typed and sent, right or wrong; the way from now on, and files that were refused. Raises Gone."""
    answers = draft.answers
    typed = read_step(step, answers, request.POST)
    sender = request.user if isinstance(request.user, Person) else None
    answers |= put_back(known, typed, f"draft:{draft.pk}", by=sender)
    refused = take_files(draft, step, answers, request.FILES)
    if SAVING not in request.POST:
        _remove(draft, step, answers, request.POST)
        _add(step, answers, request.POST)
    journey = Journey(draft.definition.blueprint, answers, today=timezone.localdate())
    own = {question.id: answers[question.id] for question in step.questions if question.id in answers}
    keep(draft, own, seen="" if journey.faults(step) else step.id)
    return journey, refused


def _add(step: Step, answers: dict[str, Any], post: QueryDict) -> None:
    """``_add=hunde``: one more, empty item."""
    group = next((q for q in step.questions if isinstance(q, Group) and q.id == post.get("_add")), None)
    if group and len(answers.get(group.id) or []) < group.max_items:
        answers[group.id] = [*(answers.get(group.id) or []), {}]


def _remove(draft: Draft, step: Step, answers: dict[str, Any], post: QueryDict) -> None:
    """``_remove=hunde-1``: an item with its files; ``_remove=nachweis.<file id>``: a file."""
    name, _, file_id = post.get("_remove", "").partition(".")
    if file_id:
        remove_file(draft, step, answers, name, file_id)
        return
    group_id, _, index = name.rpartition("-")
    if any(isinstance(question, Group) and question.id == group_id for question in step.questions):
        path = f"{group_id}.{index}"
        for file in files_in(get(answers, path)):
            detach(draft, file)
        remove(answers, path)
