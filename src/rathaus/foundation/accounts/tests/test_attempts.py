"""All processes count attempts together, and of many who come at once each is counted."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from rathaus.foundation.accounts.attempts import Attempts, forget_old_attempts
from rathaus.foundation.accounts.models import Attempt

SIGN_IN = "/konto/anmelden/"


@pytest.fixture
def attempts(db: None) -> Attempts:
    return Attempts("", {})


def test_what_one_process_notes_another_knows(attempts: Attempts) -> None:
    attempts.set("a", [1.5, 2.5], 60)
    assert Attempts("", {}).get("a") == [1.5, 2.5]
    assert attempts.get("b", "nothing") == "nothing"


def test_only_the_first_adds(attempts: Attempts) -> None:
    assert [attempts.add("lock", True, 60), attempts.add("lock", False, 60)] == [True, False]
    assert attempts.get("lock") is True
    assert attempts.delete("lock")
    assert not attempts.delete("lock")
    assert attempts.add("lock", False, 60)


def test_what_is_over_counts_no_more_and_makes_room(attempts: Attempts) -> None:
    attempts.set("a", 7, -1)
    assert attempts.get("a") is None
    assert not attempts.touch("a", 60)
    with pytest.raises(ValueError, match="Nothing is counted"):
        attempts.incr("a")
    assert attempts.add("a", 1, 60)
    attempts.set("b", 7, -1)
    assert forget_old_attempts() == 1
    assert Attempt.objects.count() == 1


def test_counting_goes_up_and_down_and_for_ever_is_possible(attempts: Attempts) -> None:
    attempts.set("a", 0, None)
    attempts.incr("a")
    attempts.incr("a")
    assert attempts.decr("a") == 1
    assert attempts.get("a") == 1


def test_of_many_at_once_each_is_counted_and_one_adds(at_once: Callable[..., list[Any]]) -> None:
    attempts = Attempts("", {})
    attempts.set("a", 0, 60)

    def one_more(_time: int) -> bool:
        attempts.incr("a")
        return attempts.add("lock", True, 60)

    added = at_once(one_more, 40)
    assert attempts.get("a") == 40
    assert added.count(True) == 1


def test_signing_in_counts_there(client: Client, settings: Settings, db: None) -> None:
    settings.CACHES = {"default": {"BACKEND": f"{Attempts.__module__}.{Attempts.__name__}"}}
    for _ in range(7):
        page = client.post(SIGN_IN, {"login": "niemand@rathaus.example", "password": "falsch falsch"}).content.decode()
    assert "Das war zu oft falsch." in page
    names = list(Attempt.objects.values_list("name", flat=True))
    assert names
    assert not any("niemand" in name for name in names)
