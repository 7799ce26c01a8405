"""The clock does not tell whether there is an account: 1,000 samples at each door, known and unknown by turns."""

import random
import time
from collections.abc import Callable
from itertools import count, cycle
from statistics import median

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core import mail
from django.test import Client
from pytest_django import Settings

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.accounts.tests.visiting import FORGOTTEN, PASSWORD, SIGN_IN, SIGN_UP, citizen, set_up_app

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(300)]

SAMPLES = 1000
MOST_MS, MOST_SHARE = 1.0, 0.02
KINDS = ("with_password", "without_password", "unproved", "disabled", "with_app")
Ask = Callable[[Client, str], object]
numbers = count()


class Quick(Argon2PasswordHasher):
    """Argon2 as in a running house, only cheaper: what else differs stands out the more."""

    memory_cost, parallelism = 4096, 1


@pytest.fixture(autouse=True)
def as_in_a_running_house(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.Quick"]
    settings.ACCOUNT_RATE_LIMITS = False
    settings.MFA_RATE_LIMITS = False


@pytest.fixture
def known(as_in_a_running_house: None) -> list[str]:
    """An address of each kind of account."""
    people = {kind: citizen(kind) for kind in KINDS}
    people["without_password"].set_unusable_password()
    people["without_password"].save()
    EmailAddress.objects.filter(user=people["unproved"]).update(verified=False)
    client = Client()
    client.post(SIGN_IN, {"login": people["with_app"].email, "password": PASSWORD})
    set_up_app(client)
    Person.objects.filter(pk=people["disabled"].pk).update(is_active=False)
    return [person.email for person in people.values()]


def sign_in(client: Client, email: str) -> object:
    return client.post(SIGN_IN, {"login": email, "password": "falsch falsch"})


def sign_up(client: Client, email: str) -> object:
    return client.post(SIGN_UP, {"name": "Anna", "email": email, "password1": PASSWORD})


def forget(client: Client, email: str) -> object:
    return client.post(FORGOTTEN, {"email": email})


@pytest.mark.parametrize("ask", [sign_in, sign_up, forget])
def test_known_and_unknown_addresses_are_answered_in_the_same_time(known: list[str], ask: Ask) -> None:
    # A machine with others at work may spoil one measurement, not two.
    assert _no_difference(ask, known) or _no_difference(ask, known)


def test_the_measurement_would_notice_a_hash_too_many(known: list[str]) -> None:
    def careless(client: Client, email: str) -> object:
        if email in known:
            Quick().encode(PASSWORD, "salt" * 6)
        return sign_in(client, email)

    assert not _no_difference(careless, known, SAMPLES // 5)


def _no_difference(ask: Ask, known: list[str], samples: int = SAMPLES) -> bool:
    """Medians differ by less than a millisecond or two in a hundred, and neither side is mostly the slower."""
    hits, misses = _measured(ask, known, samples)
    apart = abs(median(hits) - median(misses))
    print(f"{ask.__name__}: {median(hits):.2f} / {median(misses):.2f} ms, {_slower(hits, misses):.3f}")
    return apart < max(MOST_MS, MOST_SHARE * median(misses))


def _measured(ask: Ask, known: list[str], samples: int) -> tuple[list[float], list[float]]:
    """Milliseconds for known and unknown addresses, in pairs of random order."""
    hits: list[float] = []
    misses: list[float] = []
    chance = random.Random(51)
    addresses = cycle(known)
    for _ in range(samples // 2):
        pair = [(next(addresses), hits), (f"unbekannt{next(numbers)}@rathaus.example", misses)]
        chance.shuffle(pair)
        for email, times in pair:
            client = Client()
            mail.outbox.clear()
            # Time at work, all threads: what others do on this machine meanwhile is no answer of ours.
            start = time.process_time()
            ask(client, email)
            times.append((time.process_time() - start) * 1000)
    return hits, misses


def _slower(hits: list[float], misses: list[float]) -> float:
    """How often a known address takes longer than an unknown one (Mann-Whitney's U, as a share)."""
    ranked = sorted([(one, 1) for one in hits] + [(one, 0) for one in misses])
    ranks = sum(rank for rank, (_, hit) in enumerate(ranked, 1) if hit)
    return (ranks - len(hits) * (len(hits) + 1) / 2) / (len(hits) * len(misses))
