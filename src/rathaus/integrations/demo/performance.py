"""Plays the scenes through the same actions that citizens and clerks use."""

from datetime import timedelta
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from rathaus.foundation.accounts.models import Person, TrustLevel
from rathaus.foundation.inbox.actions import reply
from rathaus.foundation.inbox.models import Message
from rathaus.foundation.offices.models import Membership
from rathaus.integrations.demo import props
from rathaus.integrations.demo.clock import at, working_days_ago
from rathaus.integrations.demo.play import SCENES, WAYS, Scene
from rathaus.portal.applications.actions.programs import submit_answers
from rathaus.portal.applications.models import Application, Definition
from rathaus.portal.cases import actions as cases
from rathaus.portal.cases.models import Case

ANSWER = "Guten Tag, danke für Ihre Nachricht. Hier kommt, was gefehlt hat."
NOTE = "Telefonisch nachgefragt, die Unterlagen kommen mit der Post."
REASON = "Es sind neue Unterlagen eingegangen."


@transaction.atomic
def perform_play(cast: dict[str, Person]) -> int:
    """Play all scenes, unless the house already has applications; tells how many were played."""
    if Application.objects.exists():
        return 0
    for number, scene in enumerate(SCENES):
        perform(scene, cast.get(scene.first), minutes=7 * number)
    return len(SCENES)


def perform(scene: Scene, person: Person | None, minutes: int) -> Application:
    """Play one scene, each turn ``minutes`` after eight o'clock."""
    with at(working_days_ago(scene.days, minutes)):
        application = _apply(scene, person)
    for day, turn in WAYS[scene.way]:
        with at(working_days_ago(scene.days - day, minutes + 60)):
            _TURNS[turn](Case.objects.get(application=application), scene)
    return application


def _apply(scene: Scene, person: Person | None) -> Application:
    definition = Definition.objects.in_force(service__slug=scene.service)
    assert definition is not None, f"{scene.service} is not published"
    answers = props.answers(scene, definition.blueprint.desk, timezone.localdate())
    key, level = str(uuid4()), max(definition.blueprint.needed_level, TrustLevel.BASIC if person else TrustLevel.NONE)
    application = submit_answers(definition.service, answers, idempotency_key=key, by=person, level=level)
    # Citizens of the demo used the pages, not the door for programs.
    Application.objects.filter(pk=application.pk).update(channel=Application.Channel.WEB)
    return application


def _take(case: Case, scene: Scene) -> None:
    cases.take(case, by=_clerk(case))


def _note(case: Case, scene: Scene) -> None:
    cases.note(case, NOTE, by=_clerk(case))


def _ask(case: Case, scene: Scene) -> None:
    deadline = timezone.localdate() + timedelta(days=14)
    cases.ask(case, _text_block(case, "question"), deadline, by=_clerk(case))


def _answer(case: Case, scene: Scene) -> None:
    by = case.application.person or "guest"
    name = f"{scene.given} {scene.family}"
    reply(case.thread, Message.Kind.ANSWER, ANSWER, [], by=by, signature=name, once="answer")


def _approve(case: Case, scene: Scene) -> None:
    choice = props.example(scene)["expect"]["decision"]
    decision = next(one for one in case.application.definition.blueprint.decisions if one.id == choice)
    cases.decide(case, decision, _text_block(case, decision.outcome), by=_clerk(case))


def _reject(case: Case, scene: Scene) -> None:
    decision = next(one for one in case.application.definition.blueprint.decisions if one.outcome == "reject")
    cases.decide(case, decision, _text_block(case, "reject"), by=_clerk(case))


def _close(case: Case, scene: Scene) -> None:
    cases.close(case, by=_clerk(case))


def _reopen(case: Case, scene: Scene) -> None:
    cases.reopen(case, REASON, by=_clerk(case))


_TURNS = {
    "take": _take,
    "note": _note,
    "ask": _ask,
    "answer": _answer,
    "approve": _approve,
    "reject": _reject,
    "close": _close,
    "reopen": _reopen,
}


def _clerk(case: Case) -> Person:
    return Person.objects.get(memberships__office=case.office, memberships__role=Membership.Role.CLERK)


def _text_block(case: Case, use: str) -> str:
    """The first ready text that the service has for ``use``."""
    blocks = case.application.definition.blueprint.text_blocks
    return next((block.text for block in blocks if use in block.uses), "")
