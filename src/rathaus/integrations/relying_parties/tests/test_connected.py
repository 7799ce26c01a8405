"""Which services may know her, and how she ends it; registering services; what we say of ourselves."""

from collections.abc import Callable

import pytest
from allauth.idp.oidc.models import Client as Service
from allauth.idp.oidc.models import Token
from django.core.management import CommandError
from django.test import Client

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.models import Entry
from rathaus.integrations.relying_parties.actions import agree
from rathaus.integrations.relying_parties.models import Connection
from rathaus.integrations.relying_parties.tests.conftest import Library, registered, says

CONNECTED = "/mein/verbundene-dienste/"


@pytest.mark.django_db(transaction=True)
def test_she_ends_it_and_the_service_is_told_nothing_from_then_on(library: Library) -> None:
    before = library.signs_in("profile", "email")["claims"]["sub"]
    page = library.browser.get(CONNECTED).content.decode()
    for word in ("Stadtbibliothek", "Ihr Name", "Ihre E-Mail-Adresse"):
        assert word in page
    assert "Ihre Anschrift" not in page
    end = f"{CONNECTED}{Connection.objects.get().pk}/trennen/"
    assert "Soll „Stadtbibliothek“ nichts mehr erfahren?" in library.browser.get(end).content.decode()
    assert "ok" in library.program.ask("userinfo")
    library.browser.post(end)
    assert library.program.ask("userinfo")["status"] == 401
    assert library.program.ask("refresh")["error"] == "invalid_grant"
    assert not Token.objects.exists()
    assert "Stadtbibliothek" not in library.browser.get(CONNECTED, headers={"cookie": ""}).content.decode()
    assert "Darf" in library.sends("openid profile").content.decode()
    assert library.signs_in("profile", "email")["claims"]["sub"] == before
    assert [entry.verb for entry in Entry.objects.filter(verb__startswith="service.").order_by("number")] == [
        *("service.registered", "service.connected", "service.disconnected", "service.connected")
    ]


@pytest.mark.django_db(transaction=True)
def test_a_code_on_its_way_when_she_ends_it_is_worth_nothing(library: Library) -> None:
    page = says(library.browser, library.sends("openid"), [])
    library.browser.post(f"{CONNECTED}{Connection.objects.get().pk}/trennen/")
    assert library.finishes(page)["error"] == "invalid_grant"


@pytest.mark.django_db(transaction=True)
def test_a_narrower_word_ends_what_the_wider_one_allowed(library: Library) -> None:
    library.signs_in("profile", "email")
    says(library.browser, library.sends("openid profile email", prompt="consent"), ["profile"])
    assert library.program.ask("userinfo")["status"] == 401


@pytest.mark.django_db(transaction=True)
def test_a_code_of_a_wider_word_tells_no_more_than_her_last_one(library: Library) -> None:
    before = says(library.browser, library.sends("openid profile"), ["profile"])
    service = Connection.objects.get()
    agree(service.client, asked=["openid", "profile"], agreed=["openid"], by=service.person)
    assert "ok" in library.finishes(before)
    assert library.program.ask("userinfo")["ok"].keys() == {"sub"}


@pytest.mark.django_db(transaction=True)
def test_the_list_costs_as_much_for_many_services_as_for_one(
    library: Library, nora: Person, django_assert_max_num_queries: Callable
) -> None:
    library.signs_in("profile")
    first = Connection.objects.get()
    for number in range(20):
        client = Service.objects.create(name=f"Dienst {number}")
        Connection.objects.create(
            person=nora, client=client, subject=str(number), agreed_at=first.agreed_at, used_at=first.used_at
        )
    with django_assert_max_num_queries(10):
        assert "Dienst 19" in library.browser.get(CONNECTED).content.decode()


@pytest.mark.django_db(transaction=True)
def test_nobody_sees_or_ends_what_another_allowed(library: Library) -> None:
    library.signs_in()
    other = Client()
    other.force_login(Person.objects.create_user("otto@rathaus.example"))
    assert "Stadtbibliothek" not in other.get(CONNECTED).content.decode()
    assert other.post(f"{CONNECTED}{Connection.objects.get().pk}/trennen/").status_code == 404


@pytest.mark.django_db
def test_the_secret_of_a_service_is_kept_nowhere() -> None:
    words = registered("Archiv", scopes=["profile"])
    client = Service.objects.get(pk=words["client_id"])
    assert client.check_secret(words["client_secret"])
    assert words["client_secret"] not in client.secret
    assert client.get_scopes() == ["openid", "profile"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["http://archiv.example/", "https://*.example/", "https://a.example/#x", "archiv://x"]
)
def test_answers_go_only_over_https_to_a_complete_address(address: str) -> None:
    with pytest.raises(CommandError):
        registered("Archiv", address)


@pytest.mark.django_db
def test_the_house_says_what_it_can_and_nothing_it_has_switched_off(client: Client) -> None:
    said = client.get("/.well-known/openid-configuration", headers={"host": "evil.example"})
    assert "evil.example" not in said.content.decode()
    told = said.json()
    assert told["subject_types_supported"] == ["pairwise"]
    assert told["code_challenge_methods_supported"] == ["S256"]
    for off in ("registration_endpoint", "introspection_endpoint", "device_authorization_endpoint"):
        assert off not in told
    assert client.get("/.well-known/jwks.json").json()["keys"][0].keys() & {"d", "p", "q"} == set()
