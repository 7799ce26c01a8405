"""Signing in with a password beside the one thing that must be slow in it: the Argon2 hash."""

import time
from collections.abc import Callable
from itertools import count
from statistics import median

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import check_password
from django.test import Client

from bench.rows import Row, alone, costs
from bench.units import Run
from rathaus.foundation.accounts.models import Person

UNIT = "sign-in"
PASSWORD = "drei Möwen am Hafen"
EACH_TURN = 20
names = count()
browser = Client(HTTP_HOST="127.0.0.1")
"""One for all: a new one makes the house's handler anew, with all static files looked up."""


def measure(run: Run) -> list[Row]:
    """Median of a right password (form to session, its row and its line in the audit written) and of a wrong one."""
    person = _citizen()
    email = str(person.email)
    right = _turns(run.rounds, lambda: _post(email, PASSWORD, 302), person)
    wrong = _turns(run.rounds, lambda: _post(email, "falsch falsch", 200), person)
    unknown = [_milliseconds(lambda: _post(f"n{next(names)}@rathaus.example", "falsch", 200)) for _ in range(EACH_TURN)]
    return [
        costs(UNIT, "right password, median ms", *right, at_least=0.70),
        costs(UNIT, "wrong password, median ms", *wrong, at_least=0.70),
        alone(UNIT, "unknown account, median ms", median(unknown)),
    ]


def _citizen() -> Person:
    person = Person.objects.create_user(f"sign-in{next(names)}@rathaus.example", PASSWORD)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def _turns(rounds: int, house: Callable[[], object], person: Person) -> tuple[list[float], list[float]]:
    """House and hash by turns; the median of each round, in milliseconds."""

    def hashing() -> object:
        return check_password(PASSWORD, person.password)

    house(), hashing()
    ours: list[float] = []
    bare: list[float] = []
    for _ in range(rounds):
        pairs = [(_milliseconds(house), _milliseconds(hashing)) for _ in range(EACH_TURN)]
        ours.append(median(one for one, _ in pairs))
        bare.append(median(one for _, one in pairs))
    return ours, bare


def _post(email: str, password: str, expected: int) -> None:
    browser.cookies.clear()
    answer = browser.post("/konto/anmelden/", {"login": email, "password": password})
    if answer.status_code != expected:
        raise RuntimeError(f"signing in answered {answer.status_code}")


def _milliseconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000
