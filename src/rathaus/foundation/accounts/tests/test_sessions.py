"""Where somebody is signed in, and how that ends."""

import pytest
from django.test import Client

from rathaus.foundation.accounts.devices import device_name
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.accounts.tests.visiting import PASSWORD, SIGN_IN, SIGN_OUT, citizen, show_again, sign_in
from rathaus.foundation.audit.models import Entry

pytestmark = pytest.mark.django_db

DEVICES = "/konto/geraete/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 "
    "Safari/537.36 Edg/138.0.0.0"
)
CHROME = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile Safari/537.36"
)


@pytest.fixture
def anna() -> Person:
    return citizen()


def on(user_agent: str, person: Person) -> Client:
    """A browser of that kind in which ``person`` has signed in."""
    client = Client(headers={"user-agent": user_agent})
    sign_in(client, person)
    return client


def is_in(client: Client) -> bool:
    return client.get("/mein/daten/").status_code == 200


def buttons(client: Client) -> list[str]:
    """Where the buttons lead that sign out a device."""
    page = client.get(DEVICES).content.decode()
    return [part.split('"')[0] for part in page.split('action="') if "/abmelden/" in part.split('"')[0]]


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (FIREFOX, "Firefox auf Windows"),
        (SAFARI, "Safari auf iPhone"),
        (EDGE, "Edge auf Windows"),
        (CHROME, "Chrome auf Android"),
        ("curl/8.5", "Unbekanntes Gerät"),
        ("", "Unbekanntes Gerät"),
        ("<script>Linux", "Linux"),
    ],
)
def test_a_device_has_a_name_that_people_know(user_agent: str, name: str) -> None:
    assert device_name(user_agent) == name


def test_the_list_names_each_device_and_marks_this_one(anna: Person) -> None:
    on(SAFARI, anna)
    page = on(FIREFOX, anna).get(DEVICES).content.decode()
    assert "Safari auf iPhone" in page
    here = page.split("Firefox auf Windows")[1]
    assert "dieses Gerät" in here.split("</dt>")[0]
    assert page.count("dieses Gerät") == 1


def test_one_device_can_be_signed_out_from_another(anna: Person) -> None:
    telephone, computer = on(SAFARI, anna), on(FIREFOX, anna)
    assert is_in(telephone)
    computer.post(buttons(computer)[0])
    assert (is_in(telephone), is_in(computer)) == (False, True)
    assert len(buttons(computer)) == 1


def test_signing_out_this_device_leads_to_signing_in(anna: Person) -> None:
    computer = on(FIREFOX, anna)
    assert computer.post(buttons(computer)[0]).headers["Location"] == SIGN_IN
    assert not is_in(computer)


def test_all_others_can_be_signed_out_at_once(anna: Person) -> None:
    telephone, tablet, computer = on(SAFARI, anna), on(CHROME, anna), on(FIREFOX, anna)
    page = computer.post(DEVICES, follow=True).content.decode()
    assert "Alle anderen Geräte sind abgemeldet." in page
    assert [is_in(one) for one in (telephone, tablet, computer)] == [False, False, True]
    entry = Entry.objects.get(verb="sessions.ended")
    assert (entry.subject, entry.detail) == (f"person:{anna.pk}", {"number": 2})


def test_nobody_signs_out_somebody_else(anna: Person) -> None:
    hers, his = on(SAFARI, anna), on(FIREFOX, citizen("bernd"))
    assert his.post(buttons(hers)[0]).status_code == 404
    assert his.post(f"{DEVICES}987654/abmelden/").status_code == 404
    assert is_in(hers)


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
