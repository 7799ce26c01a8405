"""What is gathered about an idea before the committee weighs it."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.lib.text import clean
from rathaus.participation.committee.actions.asking import ask_to_run, insist
from rathaus.participation.committee.actions.telling import tell_evaluator
from rathaus.participation.committee.content import rulebook
from rathaus.participation.committee.models import Assignment, FeasibilityCheck, Nomination, Score
from rathaus.participation.ideas.actions import add_station
from rathaus.participation.ideas.content import participation
from rathaus.participation.ideas.models import Idea
from rathaus.participation.ideas.workflow import may_follow


@transaction.atomic
def nominate(
    idea: Idea,
    *,
    by: Person | str,
    goal: str = "",
    benefit: str = "",
    partners: str = "",
    first_steps: str = "",
    is_example: bool = False,
) -> Nomination:
    """Begin the feasibility check of an idea, or write its profile anew. Raises PermissionDenied, NotNow."""
    ask_to_run(by)
    idea = Idea.objects.select_for_update(of=("self",)).get(pk=idea.pk)
    insist(idea.is_public, _("Die Idee ist nicht öffentlich."))
    profile = {"goal": goal, "benefit": benefit, "partners": partners, "first_steps": first_steps}
    nomination, new = Nomination.objects.update_or_create(
        idea=idea,
        defaults={name: clean(text) for name, text in profile.items()},
        create_defaults={name: clean(text) for name, text in profile.items()}
        | {"at": timezone.now(), "is_example": is_example},
    )
    if new:
        _begin_check(idea, is_example)
    record("dossier.nominated" if new else "dossier.profile", f"idea:{idea.number}", by=by)
    return nomination


@transaction.atomic
def record_check(
    nomination: Nomination, *, by: Person | str, is_example: bool = False, **found: str
) -> FeasibilityCheck:
    """Keep what the check has found: ``way``, ``cost``, ``effort``, ``legal``, ``data_protection``, ``partner``,
    ``consent``, ``office``, ``text``. Raises PermissionDenied.
    """
    ask_to_run(by)
    words = {name: clean(value) for name, value in found.items()}
    check, _new = FeasibilityCheck.objects.update_or_create(
        nomination=nomination, defaults=words | {"at": timezone.now(), "is_example": is_example}
    )
    record("dossier.checked", f"idea:{nomination.idea.number}", by=by, way=check.way)
    return check


@transaction.atomic
def assign_evaluators(nominations: Iterable[Nomination], people: Iterable[Person], *, by: Person | str) -> int:
    """Ask all of ``people`` to score all of ``nominations``; how many assignments are new. Raises PermissionDenied."""
    ask_to_run(by)
    asked = list(nominations)
    count = 0
    for person in people:
        new = [Assignment.objects.get_or_create(nomination=each, person=person)[1] for each in asked]
        if any(new):
            tell_evaluator(person)
        count += sum(new)
    record("dossier.assigned", "committee", by=by, count=count)
    return count


@transaction.atomic
def score(assignment: Assignment, points: Mapping[str, int], *, by: Person, remark: str = "") -> None:
    """Points for every criterion, once for all or again until the committee has it. Raises PermissionDenied, NotNow."""
    if by.pk != assignment.person_id:
        raise PermissionDenied
    _keep(assignment, points, remark)
    record("dossier.scored", f"idea:{assignment.nomination.idea.number}", by=by)


@transaction.atomic
def score_example(nomination: Nomination, points: Mapping[str, int], *, by: Person | str) -> Assignment:
    """The scores of nobody, for what is replayed. Raises PermissionDenied, NotNow."""
    ask_to_run(by)
    insist(nomination.is_example, _("Nur Nachgestelltes wird von niemandem bewertet."))
    assignment = Assignment.objects.create(nomination=nomination)
    _keep(assignment, points, "")
    return assignment


def _keep(assignment: Assignment, points: Mapping[str, int], remark: str) -> None:
    book = rulebook()
    insist(set(points) == set(book.criteria), _("Bitte bewerten Sie jeden Punkt."))
    insist(all(0 <= given <= book.most_points for given in points.values()), _("Bitte geben Sie Punkte von 0 bis 5."))
    for criterion, given in points.items():
        Score.objects.update_or_create(assignment=assignment, criterion=criterion, defaults={"points": given})
    assignment.remark, assignment.done_at = clean(remark), timezone.now()
    assignment.save(update_fields=["remark", "done_at"])


def _begin_check(idea: Idea, is_example: bool) -> None:
    """An idea that is already further on its way stays there."""
    states = rulebook().states
    if idea.state in (states["check"], states["agenda"]):
        return
    insist(may_follow(idea.state, states["check"]), _("Die Idee ist noch nicht so weit: Sie muss erst geprüft sein."))
    add_station(idea, states["check"], by="system", decided_by=participation().team_name, is_example=is_example)
