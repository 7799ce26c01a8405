"""Robots stay out, people without JavaScript do not."""

import json
from datetime import timedelta
from typing import Any

import altcha
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.participation.ideas import guard
from rathaus.participation.ideas.models import SolvedPuzzle

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _attempts_forgotten() -> None:
    cache.clear()


def post(person: Person | None = None, **typed: str) -> HttpRequest:
    request = RequestFactory().post("/ideen/neu/", typed)
    request.user = person or AnonymousUser()
    return request


def solved(challenge: dict[str, Any]) -> str:
    told = altcha.Challenge.from_dict(challenge)
    solution = altcha.solve_challenge(told)
    assert solution is not None
    return altcha.Payload(told, solution).to_base64()


def opened_before(wait: timedelta, monkeypatch: pytest.MonkeyPatch) -> str:
    """The mark of a form that was opened so long ago."""
    now = timezone.now()
    with monkeypatch.context() as then:
        then.setattr(timezone, "now", lambda: now - wait)
        return str(guard.challenge_context(post())["guard_opened"])


def test_a_puzzle_from_its_address_that_is_solved_lets_a_guest_in_without_doubt(client: Client) -> None:
    request = post(altcha=solved(client.get("/ideen/raetsel/").json()))
    assert guard.passed(request) is None
    assert not guard.is_doubtful(request)


def test_the_same_solution_twice_is_refused_and_a_new_one_is_taken() -> None:
    solution = solved(guard.new_puzzle())
    assert guard.passed(post(altcha=solution)) is None
    refused = guard.passed(post(altcha=solution))
    assert refused
    assert refused.status == 422
    assert guard.passed(post(altcha=solved(guard.new_puzzle()))) is None


def test_a_puzzle_is_good_for_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    with monkeypatch.context() as then:
        then.setattr(timezone, "now", lambda: now - guard.LIFETIME - timedelta(seconds=5))
        old = solved(guard.new_puzzle())
    assert guard.passed(post(altcha=old))


def test_a_puzzle_made_easier_or_signed_by_others_is_refused() -> None:
    easier = guard.new_puzzle()
    easier["parameters"] |= {"keyPrefix": "00"}
    foreign = altcha.create_challenge("PBKDF2/SHA-256", 1, counter=1, hmac_secret="guessed").to_dict()
    assert guard.passed(post(altcha=solved(easier)))
    assert guard.passed(post(altcha=solved(foreign)))


@pytest.mark.parametrize("rubbish", ["x", "é", "bnVsbA==", "W10=", "eyJjaGFsbGVuZ2UiOiB7fX0=", "\x00", "A" * 9999])
def test_rubbish_for_a_solution_is_refused_and_breaks_nothing(rubbish: str) -> None:
    assert guard.passed(post(altcha=rubbish))


def test_what_has_expired_is_not_remembered() -> None:
    SolvedPuzzle.objects.create(signature="old", expires_at=timezone.now() - timedelta(seconds=1))
    assert guard.passed(post(altcha=solved(guard.new_puzzle()))) is None
    assert not SolvedPuzzle.objects.filter(signature="old").exists()


def test_without_javascript_a_guest_comes_in_after_a_moment_but_has_to_wait_for_the_team(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    request = post(geoeffnet=opened_before(timedelta(seconds=20), monkeypatch), altcha="")
    assert guard.passed(request) is None
    assert guard.is_doubtful(request)


@pytest.mark.parametrize(
    ("wait", "typed"),
    [(timedelta(seconds=1), {}), (timedelta(days=2), {}), (timedelta(minutes=1), {"homepage": "http://spam.example"})],
)
def test_haste_diligence_and_old_marks_are_caught(
    wait: timedelta, typed: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert guard.passed(post(geoeffnet=opened_before(wait, monkeypatch), **typed))


@pytest.mark.parametrize("mark", ["", "1700000000:forged", "x"])
def test_a_missing_or_forged_mark_is_caught(mark: str) -> None:
    assert guard.passed(post(geoeffnet=mark))


def test_a_form_shown_again_keeps_its_mark_so_that_a_quick_correction_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    mark = opened_before(timedelta(seconds=20), monkeypatch)
    assert guard.challenge_context(post(geoeffnet=mark))["guard_opened"] == mark
    assert guard.challenge_context(post(geoeffnet="forged"))["guard_opened"] != "forged"


def test_who_is_signed_in_is_not_asked(anna: Person) -> None:
    request = post(anna)
    assert guard.passed(request) is None
    assert not guard.is_doubtful(request)
    assert "altcha" not in render_to_string("ideas/challenge.html", guard.challenge_context(request), request)


def test_the_form_part_brings_puzzle_mark_and_a_trap_nobody_sees() -> None:
    page = render_to_string("ideas/challenge.html", guard.challenge_context(post()), post())
    assert 'data-puzzle="/ideen/raetsel/"' in page
    assert 'name="geoeffnet"' in page
    assert "<div hidden>" in page
    assert "style=" not in page


def test_too_many_at_once_get_429_with_how_long_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    mark = opened_before(timedelta(seconds=20), monkeypatch)
    for _once in range(5):
        assert guard.passed(post(geoeffnet=mark)) is None
    refused = guard.passed(post(geoeffnet=mark))
    assert refused
    response = refused.answer(HttpResponse("die Seite mit allem, was getippt war"))
    assert (response.status_code, response.headers["Retry-After"]) == (429, "3600")
    assert guard.passed(post(altcha=solved(guard.new_puzzle()))) is None, "who solves a puzzle has a higher limit"


def test_the_puzzle_is_never_stored_by_browsers_and_changes_every_time(client: Client) -> None:
    first, second = client.get("/ideen/raetsel/"), client.get("/ideen/raetsel/")
    assert "no-store" in first.headers["Cache-Control"]
    assert first.json()["signature"] != second.json()["signature"]
    assert json.loads(first.content)["parameters"]["algorithm"] == guard.ALGORITHM
