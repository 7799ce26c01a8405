"""A hundred people support the same ideas at once, beside a bare upsert and its commit behind minimal Django views."""

from itertools import count
from statistics import median

from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from bench.load import Load
from bench.rows import Row, alone, costs, rates
from bench.servers import Server, serve
from bench.units import Run
from bench.units.pages import turn_each
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.vault.actions import create_key
from rathaus.participation.ideas.content import participation
from rathaus.participation.ideas.models import Idea, Support, Visibility

UNIT = "support vote"
VOTERS, IDEAS = 100, 4
"""In a turn each votes for each idea once, the first idea first: most votes meet another one for the same idea."""
_LIMIT = "bench.limits.upsert:application"
_CSRF = "b" * 32
_numbers = count(3_000_001)


class Miscounted(Exception):
    """A vote that was answered is not there, or an idea's count is not the number of its votes."""


def measure(run: Run) -> list[Row]:
    """Votes a second, and the CPU time of one."""
    cookies = _voters()
    connection.close()
    turns = []
    with (
        serve("rathaus.config.wsgi:application", run.folder, probe="/ideen/") as house,
        serve(_LIMIT, run.folder, probe="/") as view,
        serve(_LIMIT, run.folder, probe="/", settings={"BENCH_SIGNED_IN": "yes"}) as started,
    ):
        for _ in range(run.rounds + 1):
            ours = [_vote(f"/ideen/{idea.number}/unterstuetzen/", her) for idea in _ideas() for her in cookies.values()]
            bare = [_request(f"/{idea.pk}/{person}/", "") for idea in _ideas() for person in cookies]
            usual = [_vote(f"/{idea.pk}/", her) for idea in _ideas() for her in cookies.values()]
            turns.append((_turn(house, ours), _turn(view, bare), _turn(started, usual)))
    _check()
    (loads, cpu), (limits, bare_cpu), (usual_ones, usual_cpu) = (
        zip(*each, strict=True) for each in zip(*turns[1:], strict=True)
    )
    rate = [one.rate for one in loads]
    return [
        rates(UNIT, "votes/s", rate, [one.rate for one in limits], at_least=0.5),
        costs(UNIT, "CPU ms a vote", [*cpu], [*bare_cpu]),
        rates(UNIT, "votes/s, beside Django's usual way", rate, [one.rate for one in usual_ones], at_least=0.5),
        costs(UNIT, "CPU ms a vote, beside Django's usual way", [*cpu], [*usual_cpu]),
        alone(UNIT, "votes/s, median", median(rate)),
    ]


def _turn(server: Server, requests: list[bytes]) -> tuple[Load, float]:
    load, microseconds = turn_each(server, requests, expected=b"HTTP/1.1 302")
    return load, microseconds / 1000


def _voters() -> dict[int, str]:
    """The session cookie of each, by the number of the person."""
    cookies = {}
    for number in range(VOTERS):
        person, browser = Person.objects.create_user(f"bench-vote-{number}@rathaus.example"), Client()
        browser.force_login(person)
        name = settings.SESSION_COOKIE_NAME
        cookies[person.pk] = f"{name}={browser.cookies[name].value}; {settings.CSRF_COOKIE_NAME}={_CSRF}"
    return cookies


def _ideas() -> list[Idea]:
    city, now = participation(), timezone.now()
    shared = {"field": next(iter(city.fields)), "state": city.first_state, "visibility": Visibility.PUBLIC}
    moments = {"sent_at": now, "changed_at": now, "published_at": now, "answer_due_on": now.date()}
    made = [
        Idea.objects.create(
            number=next(_numbers), title="Bank am Rhein", text="Eine.", key=create_key(), **shared, **moments
        )
        for _ in range(IDEAS)
    ]
    connection.close()
    return made


def _vote(path: str, cookie: str) -> bytes:
    return _request(path, f"csrfmiddlewaretoken={_CSRF}", f"Cookie: {cookie}\r\n")


def _request(path: str, body: str, more: str = "") -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{more}Content-Type: application/x-www-form-urlencoded\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode()


def _check() -> None:
    """Each vote is there once, and counted. Raises Miscounted."""
    for idea in Idea.objects.filter(number__gte=3_000_001):
        there = Support.objects.filter(idea=idea).count()
        if there != VOTERS or idea.supports not in (0, VOTERS):
            raise Miscounted(f"{idea.number}: {there} votes, counted {idea.supports}")
    connection.close()
