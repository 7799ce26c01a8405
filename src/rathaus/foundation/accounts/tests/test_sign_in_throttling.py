"""Guessing passwords is slow, and whoever is guessed at does not notice."""

from collections.abc import Callable
from threading import Barrier, Thread
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory
from pytest_django import Settings

from rathaus.foundation.accounts import throttling
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.accounts.tests.visiting import (
    AGAIN,
    FORGOTTEN,
    PASSWORD,
    SIGN_IN,
    Outbox,
    citizen,
    code_in,
    sign_in,
    signed_in,
    without_tokens,
)

pytestmark = pytest.mark.django_db

PAUSE = "Das war zu oft falsch."
WRONG = "E-Mail-Adresse oder Passwort stimmen nicht."


def guess(email: str, number: int, client: Client | None = None) -> str:
    """A wrong password from an address of its own."""
    away = f"10.{number // 250}.{number % 250}.7"
    answer = (client or Client()).post(SIGN_IN, {"login": email, "password": "falsch falsch"}, REMOTE_ADDR=away)
    return without_tokens(answer.content.decode()).replace(email, "…")


def flood(email: str, times: int = 200) -> list[str]:
    return [guess(email, number) for number in range(times)]


def test_two_hundred_strangers_are_stopped_and_she_gets_in_on_her_own_device_at_once(anna: Person) -> None:
    hers = signed_in(anna)
    hers.post("/konto/abmelden/")
    pages = flood(anna.email)
    assert sum(WRONG in page for page in pages) < 10
    assert sum(PAUSE in page for page in pages) > 190
    assert sign_in(hers, anna).headers["Location"] == "/mein/"


def test_a_stranger_who_guesses_right_in_the_end_does_not_get_in(anna: Person) -> None:
    flood(anna.email, 20)
    assert PAUSE in sign_in(Client(), anna, REMOTE_ADDR="10.9.9.9").content.decode()


def test_on_a_new_device_a_code_by_mail_lets_her_in_at_once(anna: Person, mailoutbox: Outbox) -> None:
    flood(anna.email)
    new = Client()
    assert PAUSE in sign_in(new, anna).content.decode()
    new.post(FORGOTTEN, {"email": anna.email})
    new.post(f"{FORGOTTEN}code/", {"code": code_in(mailoutbox)})
    new.post(f"{FORGOTTEN}neu/", {"password1": "ganz anders und neu"})
    assert sign_in(new, anna, "ganz anders und neu").headers["Location"] == "/mein/"
    flood(anna.email, 5)
    new.post("/konto/abmelden/")
    assert sign_in(new, anna, "ganz anders und neu").headers["Location"] == "/mein/"


def test_the_pause_grows_and_ends(anna: Person, clock: Callable[[float], None]) -> None:
    for number in range(throttling.FREE):
        assert WRONG in guess(anna.email, number)
    for number, seconds in enumerate((1, 2, 4, 8), start=10):
        assert PAUSE in guess(anna.email, number)
        clock(seconds - 0.5)
        assert PAUSE in guess(anna.email, number)
        clock(0.6)
        assert WRONG in guess(anna.email, number)
    clock(17)
    assert sign_in(Client(), anna).headers["Location"] == "/mein/"


def test_no_pause_is_longer_than_a_quarter_of_an_hour(anna: Person, clock: Callable[[float], None]) -> None:
    for number in range(30):
        guess(anna.email, number)
        clock(throttling.LONGEST + 1)
    assert WRONG in guess(anna.email, 99)


def test_guessing_on_a_stolen_device_is_slowed_down_and_does_not_touch_her_others(anna: Person) -> None:
    stolen, hers = signed_in(anna), signed_in(anna)
    for one in (stolen, hers):
        one.post("/konto/abmelden/")
    assert PAUSE in [guess(anna.email, number, stolen) for number in range(10)][-1]
    assert sign_in(hers, anna).headers["Location"] == "/mein/"


def test_the_device_of_one_person_counts_as_strange_for_another(anna: Person) -> None:
    his = signed_in(citizen("bernd"))
    his.post("/konto/abmelden/")
    flood(anna.email, 10)
    assert PAUSE in guess(anna.email, 99, his)


def test_several_people_may_share_a_device(anna: Person) -> None:
    bernd = citizen("bernd")
    shared = signed_in(anna)
    shared.post("/konto/abmelden/")
    sign_in(shared, bernd)
    shared.post("/konto/abmelden/")
    flood(anna.email, 10)
    flood(bernd.email, 10)
    assert sign_in(shared, anna).headers["Location"] == "/mein/"


@pytest.mark.parametrize("cookie", ["", "x", "e30:1abcde:signed"])
def test_a_made_up_cookie_makes_no_device_known(anna: Person, cookie: str) -> None:
    flood(anna.email, 10)
    client = Client()
    client.cookies[throttling.COOKIE] = cookie
    assert PAUSE in guess(anna.email, 99, client)


def test_the_cookie_of_a_device_tells_nothing_and_opens_nothing(anna: Person) -> None:
    cookie = signed_in(anna).cookies[throttling.COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert "anna" not in cookie.value
    client = Client()
    client.cookies[throttling.COOKIE] = cookie.value
    assert client.get("/mein/").status_code == 302


def test_accounts_that_do_not_exist_are_slowed_down_alike(anna: Person) -> None:
    known, unknown = flood(anna.email, 12), flood("niemand@rathaus.example", 12)
    assert known == unknown
    assert PAUSE in known[-1]


def test_who_has_to_wait_is_told_so_by_the_status_and_keeps_what_she_typed(anna: Person) -> None:
    for email in (anna.email, "niemand@rathaus.example"):
        answers = [Client().post(SIGN_IN, {"login": email, "password": "falsch falsch"}) for _ in range(7)]
        assert [answer.status_code for answer in answers][:5] == [200] * 5
        assert "Retry-After" not in answers[0].headers
        assert (answers[-1].status_code, answers[-1].headers["Retry-After"]) == (429, "300")
        assert PAUSE in answers[-1].content.decode()
        assert f'value="{email}"' in answers[-1].content.decode()
        cache.clear()


def test_one_place_that_tries_many_accounts_is_told_so_by_the_status() -> None:
    client = Client()
    tried = [{"login": f"n{number}@rathaus.example", "password": "falsch"} for number in range(12)]
    answers = [client.post(SIGN_IN, one) for one in tried]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429] * 2


def test_whoever_guesses_where_it_is_asked_again_is_told_so_by_the_status(anna: Person) -> None:
    hers = signed_in(anna)
    answers = [hers.post(AGAIN, {"password": "falsch falsch"}) for _ in range(8)]
    assert answers[0].status_code == 200
    assert (answers[-1].status_code, answers[-1].headers["Retry-After"]) == (429, "300")


def test_one_address_that_tries_many_accounts_is_stopped() -> None:
    client = Client()
    pages = [
        client.post(SIGN_IN, {"login": f"n{number}@rathaus.example", "password": "falsch"}).content.decode()
        for number in range(12)
    ]
    assert WRONG in pages[9]
    assert PAUSE in pages[10]


def test_other_ways_than_small_letters_lead_to_the_same_count(anna: Person) -> None:
    for number in range(throttling.FREE):
        guess("Anna@Rathaus.Example", number)
    assert PAUSE in guess(f" {anna.email} ", 9)


def test_without_limits_nobody_waits(anna: Person, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    assert all(WRONG in page for page in flood(anna.email, 40))
    assert sign_in(Client(), anna, PASSWORD).status_code == 302


def test_many_at_once_gain_nothing(anna: Person, rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """All look at the count at the same moment."""
    together, admitted, get = Barrier(20), [], throttling.cache.get

    def get_together(*args: object) -> object:
        together.wait(10)
        return get(*args)

    def try_one() -> None:
        request = rf.get("/")
        request.session = {}
        admitted.append(throttling.admit(request, anna.email))

    counting = {name: getattr(throttling.cache, name) for name in ("add", "incr", "decr", "touch", "set")}
    monkeypatch.setattr(throttling, "cache", SimpleNamespace(**counting, get=get_together))
    threads = [Thread(target=try_one) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(admitted) == 20
    assert sum(admitted) <= throttling.FREE
