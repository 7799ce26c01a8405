"""The decision notice as PDF, from the case in the database to the bytes, beside typst alone with the same inputs."""

import time
from collections.abc import Callable
from functools import partial
from statistics import median
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import typst
from django.utils import timezone

from bench.rows import Row, costs, times
from bench.units import Run
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.documents import letters
from rathaus.foundation.offices.models import Membership, Office
from rathaus.portal.applications.actions.programs import submit_answers
from rathaus.portal.applications.models import Definition
from rathaus.portal.applications.samples import samples
from rathaus.portal.cases import actions, notices
from rathaus.portal.cases.models import Case, Decision
from rathaus.portal.cases.notices import Ruling

UNIT = "decision notice"
SERVICE, OFFICE = "hund-anmelden", "steuern"
CASES = 24
"""More than typst remembers: nobody gets a page out of its memory."""
STANDARDS: Any = ["ua-1", "a-3a"]
Inputs = tuple[dict[str, bytes]]


def measure(run: Run) -> list[Row]:
    """Milliseconds and CPU time for each notice; the figures of a round are medians."""
    clara = _clerk()
    cases = _cases(clara)
    rulings = [_ruling(case) for case in cases]
    inputs = [_recorded(case, ruling) for case, ruling in zip(cases, rulings, strict=True)]
    house = [partial(_write, case.pk, ruling) for case, ruling in zip(cases, rulings, strict=True)]
    bare = [partial(_typst, *given) for given in inputs]
    turns = [_turn(house, bare) for _ in range(run.rounds + 1)][1:]
    walls, cpus = ([[turn[side][clock] for turn in turns] for side in (0, 1)] for clock in (0, 1))
    kept = _delivering(cases, clara, run.rounds)
    return [
        times(UNIT, "PDF, ms", *walls, at_most=1.15),
        costs(UNIT, "PDF, CPU ms", *cpus),
        costs(UNIT, "until it lies in the inbox, ms", kept, walls[1][: len(kept)]),
    ]


def _clerk() -> Person:
    clara = Person.objects.create_user("bench-notice@rathaus.example", name="Clara Weiß")
    Membership.objects.create(person=clara, office=Office.objects.get(slug=OFFICE))
    return clara


def _cases(clara: Person) -> list[Case]:
    """Each of a service's examples in turn, taken by her."""
    definition = Definition.objects.get(service__slug=SERVICE, in_force=True)
    answers = samples(definition.content["examples"], timezone.localdate())
    found = []
    for number in range(CASES):
        one = submit_answers(definition.service, answers[number % len(answers)], idempotency_key=str(uuid4()))
        case = Case.objects.get(application=one)
        actions.take(case, by=clara)
        found.append(Case.objects.in_full().get(pk=case.pk))
    return found


def _ruling(case: Case) -> Ruling:
    choice = case.application.definition.blueprint.decisions[0]
    return Ruling(
        choice.outcome, choice.id, choice.label, f"Ihre Angaben zu {case.reference} reichen uns.", "Clara Weiß"
    )


def _write(pk: int, ruling: Ruling) -> None:
    notices.write(notices.case_for(pk), ruling)


def _recorded(case: Case, ruling: Ruling) -> Inputs:
    """What typst is given for this notice."""
    with patch.object(letters, "_compiled", wraps=letters._compiled) as compiled:
        notices.write(case, ruling)
    return compiled.call_args.args


def _typst(files: dict[str, bytes]) -> None:
    compiler: Any = typst.Compiler(None, letters._letters(), letters._fonts(), ignore_system_fonts=True)
    compiler.compile(files, format="pdf", pdf_standards=STANDARDS)


Clocks = tuple[float, float]


def _turn(house: list[partial[None]], bare: list[partial[None]]) -> tuple[Clocks, Clocks]:
    """Wall and CPU milliseconds of both, in the middle; they take turns with each notice."""
    # Never the same notice one after the other: typst remembers, and would set the second in half the time.
    half = len(bare) // 2
    pairs = [(_timed(ours), _timed(theirs)) for ours, theirs in zip(house, bare[half:] + bare[:half], strict=True)]
    return tuple(tuple(median(pair[side][clock] for pair in pairs) for clock in (0, 1)) for side in (0, 1))  # type: ignore[return-value]


def _timed(act: Callable[[], object]) -> Clocks:
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    return (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000


def _delivering(cases: list[Case], clara: Person, rounds: int) -> list[float]:
    """Milliseconds until notices that were never made are sealed, synced, in the inbox and announced."""
    choice = cases[0].application.definition.blueprint.decisions[0]
    for case in cases:
        actions.decide(case, choice, "Ihre Angaben reichen uns.", by=clara)
    waiting = [str(pk) for pk in Decision.objects.filter(case__in=cases).values_list("pk", flat=True)]
    each = max(1, len(waiting) // rounds)
    shares = [waiting[start : start + each] for start in range(0, each * rounds, each)]
    return [median(_timed(partial(notices.deliver, pk))[0] for pk in share) for share in shares if share]
