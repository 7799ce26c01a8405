"""Staff find their desk: signing in leads there, its header to what each may open, and her own area back to it."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import resolve

from rathaus.entrances.desk.navigation import ENTRIES
from rathaus.foundation.accounts.models import Person
from rathaus.participation.committee.tests.round import sit_down

pytestmark = pytest.mark.django_db
PASSWORD = "drei Möwen am Hafen"
BEGINS = {
    "anna": "/mein/",
    "emil": "/mein/",
    "clara": "/arbeitsplatz/",
    "doris": "/arbeitsplatz/",
    "lena": "/arbeitsplatz/",
    "frida": "/arbeitsplatz/leistungen/",
    "georg": "/arbeitsplatz/personal/",
}
STAFF = [first for first, address in BEGINS.items() if address != "/mein/"]


def signed_in(person: Person, onward: str = "") -> tuple[Client, str]:
    """Her browser after the front door, and where it led."""
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.get_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
    client = Client()
    answer = client.post(f"/konto/anmelden/{onward}", {"login": person.email, "password": PASSWORD})
    return client, answer.headers["Location"]


@pytest.fixture
def somebody(request: pytest.FixtureRequest, first: str) -> Person:
    return request.getfixturevalue(first)


def test_each_entry_is_for_whom_its_page_is_but_projects_are_named_to_the_team_alone() -> None:
    unlike = [entry.section for entry in ENTRIES if entry.whom != resolve(entry.address).func.audience]
    assert unlike == ["projects"]


@pytest.mark.parametrize("first", BEGINS)
def test_signing_in_leads_to_where_her_work_is(somebody: Person, first: str) -> None:
    client, led = signed_in(somebody)
    assert led == BEGINS[first]
    assert client.get(led).status_code == 200


def test_who_was_on_the_way_somewhere_gets_there(clara: Person) -> None:
    assert signed_in(clara, "?next=/mein/postfach/")[1] == "/mein/postfach/"


@pytest.mark.parametrize("first", STAFF)
def test_the_desk_and_her_own_area_lead_to_each_other(somebody: Person, first: str) -> None:
    client, led = signed_in(somebody)
    assert 'href="/mein/"' in client.get(led).content.decode()
    for address in ("/mein/", "/mein/profil/", "/mein/ideen/"):
        assert f'<a href="{led}">Arbeitsplatz</a>' in client.get(address).content.decode(), address


@pytest.mark.parametrize("first", STAFF)
def test_all_that_the_header_of_the_desk_names_opens(somebody: Person, first: str) -> None:
    client, led = signed_in(somebody)
    header = client.get(led).content.decode().split("<header", 1)[1].split("</header>")[0]
    named = [part.split('"')[0] for part in header.split('href="')[1:]]
    assert named[0] == led
    assert {client.get(address).status_code for address in named} == {200}


@pytest.mark.parametrize("first", BEGINS)
def test_the_frame_of_her_area_names_the_desk_to_staff_alone(somebody: Person, first: str) -> None:
    client = Client()
    client.force_login(somebody)
    assert (">Arbeitsplatz</a>" in client.get("/mein/").content.decode()) == (first in STAFF)


def test_a_member_of_the_committee_finds_her_pages_in_her_area(emil: Person, anna_client: Client) -> None:
    sit_down(emil)
    client, led = signed_in(emil)
    assert led == "/mein/"
    assert '<a href="/lenkungskreis/mein/">Lenkungskreis</a>' in client.get("/mein/").content.decode()
    assert "/lenkungskreis/mein/" not in anna_client.get("/mein/").content.decode()
