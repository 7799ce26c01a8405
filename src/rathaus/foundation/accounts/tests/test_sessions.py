"""Where somebody is signed in, and how that ends."""

import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.accounts.tests.visiting import (
    FIREFOX,
    PASSWORD,
    SAFARI,
    SIGN_IN,
    SIGN_OUT,
    app_code,
    buttons,
    citizen,
    is_in,
    on,
    set_up_app,
    show_again,
    sign_in,
)
from rathaus.foundation.audit.models import Entry

pytestmark = pytest.mark.django_db


def test_an_old_cookie_is_dead_after_signing_out(anna: Person) -> None:
    client = on(FIREFOX, anna)
    thief = Client()
    thief.cookies["sitzung"] = client.cookies["sitzung"].value
    assert is_in(thief)
    client.post(SIGN_OUT)
    assert not is_in(thief)


def test_whoever_is_disabled_is_out_everywhere_with_her_next_click(anna: Person) -> None:
    telephone, computer = on(SAFARI, anna), on(FIREFOX, anna)
    anna.is_active = False
    anna.save()
    assert not is_in(telephone)
    assert not is_in(computer)
    assert sign_in(Client(), anna).headers["Location"] == "/konto/gesperrt/"


def test_a_new_password_ends_all_other_sessions(anna: Person) -> None:
    telephone, computer = on(SAFARI, anna), on(FIREFOX, anna)
    show_again(computer)
    computer.post("/konto/passwort/aendern/", {"oldpassword": PASSWORD, "password1": "ganz neu und lang"})
    assert (is_in(telephone), is_in(computer)) == (False, True)
    assert len(buttons(computer)) == 1


def test_coming_and_going_are_written_down_without_anything_typed(anna: Person) -> None:
    client = Client()
    sign_in(client, anna, "falsch und geheim")
    client.post(SIGN_IN, {"login": "niemand@rathaus.example", "password": "falsch und geheim"})
    sign_in(client, anna)
    client.post(SIGN_OUT)
    me = f"person:{anna.pk}"
    assert [*Entry.objects.values_list("verb", "subject", "actor", "detail")] == [
        ("session.refused", me, "guest", {}),
        ("session.refused", "sign-in", "guest", {}),
        ("session.begun", me, me, {"ways": ["password"]}),
        ("session.ended", me, me, {}),
    ]


# --- How long somebody stays signed in ---

HOUR, DAY = 3600, 24 * 3600
STAFF_PAGE = "/arbeitsplatz/personal/"
COOKIE = "sitzung"


def age(client: Client, *, begun: int = 0, seen: int = 0, worked: int | None = None) -> None:
    """Turn the clocks of her session back, by seconds."""
    session, now = client.session, int(time.time())
    session["clock_begun"], session["clock_seen"] = now - begun, now - seen
    if worked is not None:
        session["clock_worked"] = now - worked
    session.save()


@pytest.mark.parametrize(
    ("begun", "seen", "stays"),
    [(0, 0, True), (6 * DAY, 23 * HOUR, True), (2 * DAY, 25 * HOUR, False), (7 * DAY + HOUR, 0, False)],
)
def test_a_session_ends_a_day_after_its_last_page_and_a_week_after_signing_in(
    anna: Person, begun: int, seen: int, stays: bool
) -> None:
    client = on(FIREFOX, anna)
    age(client, begun=begun, seen=seen)
    assert is_in(client) is stays


def test_whoever_is_signed_out_by_time_is_told_so_and_comes_back_to_where_she_was(anna: Person) -> None:
    client = on(FIREFOX, anna)
    old = client.cookies[COOKIE].value
    age(client, begun=2 * DAY, seen=2 * DAY)
    answer = client.get("/mein/daten/", follow=True)
    assert answer.redirect_chain == [("/konto/anmelden/?next=/mein/daten/", 302)]
    assert "Ihre Anmeldung ist abgelaufen." in answer.content.decode()
    thief = Client()
    thief.cookies[COOKIE] = old
    assert not is_in(thief)
    assert Entry.objects.filter(verb="session.over", subject=f"person:{anna.pk}").count() == 1


def test_every_page_puts_off_the_end_but_not_every_page_is_written_down(anna: Person) -> None:
    client = on(FIREFOX, anna)
    age(client, begun=DAY, seen=23 * HOUR)
    assert is_in(client)
    seen = client.session["clock_seen"]
    assert time.time() - seen < HOUR
    assert is_in(client)
    assert client.session["clock_seen"] == seen


@pytest.mark.parametrize(
    ("begun", "worked", "opens"),
    [
        (0, None, True),
        (11 * HOUR, 7 * HOUR, True),
        (9 * HOUR, None, False),  # a citizen's pages do not keep the administration open
        (11 * HOUR, 9 * HOUR, False),
        (13 * HOUR, 0, False),
    ],
)
def test_the_administration_opens_within_a_working_day_only(begun: int, worked: int | None, opens: bool) -> None:
    georg = citizen("georg", is_administrator=True)
    client = on(FIREFOX, georg)
    age(client, begun=begun, worked=worked)
    answer = client.get(STAFF_PAGE)
    assert (answer.status_code == 200) is opens
    if not opens:
        assert answer.headers["Location"] == f"/konto/anmelden/?next={STAFF_PAGE}"
        assert not is_in(client)


def test_showing_again_that_it_is_her_gives_the_session_a_new_name_and_starts_its_clocks(anna: Person) -> None:
    client = on(FIREFOX, anna)
    age(client, begun=6 * DAY)
    old = client.cookies[COOKIE].value
    show_again(client)
    assert client.cookies[COOKIE].value != old
    assert time.time() - client.session["clock_begun"] < HOUR
    thief = Client()
    thief.cookies[COOKIE] = old
    assert not is_in(thief)
    assert is_in(client)
    assert len(buttons(client)) == 1


@pytest.mark.django_db(transaction=True)
def test_a_second_factor_shown_within_a_session_gives_it_a_new_name(anna: Person) -> None:
    client = on(FIREFOX, anna)
    secret, _ = set_up_app(client)
    old = client.cookies[COOKIE].value
    assert client.post("/konto/bestaetigen/code/", {"code": app_code(secret, 1)}).status_code == 302
    assert client.cookies[COOKIE].value != old
    assert is_in(client)


def test_a_wrong_password_changes_nothing(anna: Person) -> None:
    client = on(FIREFOX, anna)
    old = client.cookies[COOKIE].value
    client.post("/konto/bestaetigen/", {"password": "falsch"})
    assert client.cookies[COOKIE].value == old


def test_the_operator_locks_an_account_and_opens_it_again(anna: Person) -> None:
    client = on(FIREFOX, anna)
    call_command("lock_account", anna.email, stdout=StringIO())
    assert not is_in(client)
    assert sign_in(Client(), anna).headers["Location"] == "/konto/gesperrt/"
    call_command("lock_account", anna.email, "--open", stdout=StringIO())
    assert not is_in(client)
    assert is_in(on(FIREFOX, anna))
    verbs = [*Entry.objects.filter(actor="system").values_list("verb", flat=True)]
    assert verbs == ["sessions.ended", "account.locked", "account.unlocked"]
    with pytest.raises(CommandError, match="Nobody"):
        call_command("lock_account", "niemand@rathaus.example")


def test_the_operator_signs_out_one_person_or_everyone(anna: Person) -> None:
    hers, his = on(FIREFOX, anna), on(SAFARI, citizen("bernd"))
    call_command("sign_out", anna.email, stdout=StringIO())
    assert (is_in(hers), is_in(his)) == (False, True)
    call_command("sign_out", "--everyone", stdout=StringIO())
    assert not is_in(his)
    with pytest.raises(CommandError, match="Nobody"):
        call_command("sign_out", "niemand@rathaus.example")


def test_the_browser_forgets_her_pages_when_she_signs_out(anna: Person) -> None:
    client = on(FIREFOX, anna)
    assert "Clear-Site-Data" not in client.get("/mein/daten/").headers
    assert client.post(SIGN_OUT).headers["Clear-Site-Data"] == '"cache"'
