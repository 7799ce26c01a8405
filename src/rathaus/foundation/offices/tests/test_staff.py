"""Administrators give and take roles; everyone else does not even learn that the page exists."""

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.test import Client

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.models import Entry
from rathaus.foundation.offices.models import Membership, Office

pytestmark = pytest.mark.django_db

PAGE = "/arbeitsplatz/personal/"


@pytest.fixture
def office() -> Office:
    return Office.objects.create(slug="steuern", name="Amt für Rechnungswesen und Steuern")


def person(name: str, *, proven: bool = True, **roles: bool) -> Person:
    made = Person.objects.create_user(f"{name}@rathaus.example", name=name.title(), **roles)
    EmailAddress.objects.create(user=made, email=made.email, verified=proven, primary=True)
    return made


def signed_in(whom: Person) -> Client:
    client = Client()
    client.force_login(whom)
    return client


@pytest.fixture
def georg() -> Person:
    return person("georg", is_administrator=True)


def test_an_administrator_lets_someone_work_for_an_office(georg: Person, office: Office) -> None:
    clara = person("clara")
    form = {"email": "Clara@rathaus.example", "role": "clerk", "office": "steuern"}
    assert signed_in(georg).post(PAGE, form).status_code == 302
    assert Membership.objects.get(person=clara).role == "clerk"
    assert Entry.objects.get(verb="staff.appointed").subject == f"person:{clara.pk}"


def test_who_only_typed_the_address_at_sign_up_gets_nobodys_role(georg: Person, office: Office) -> None:
    person("clara", proven=False)
    page = signed_in(georg).post(PAGE, {"email": "clara@rathaus.example", "role": "clerk", "office": "steuern"})
    assert "gibt es kein Konto" in page.content.decode()
    with pytest.raises(CommandError, match="Nobody has an account"):
        call_command("appoint_administrator", "clara@rathaus.example")
    assert not Membership.objects.exists()


def test_a_second_role_in_the_same_office_replaces_the_first(georg: Person, office: Office) -> None:
    clara = person("clara")
    for role in ("clerk", "head"):
        signed_in(georg).post(PAGE, {"email": clara.email, "role": role, "office": "steuern"})
    assert [one.role for one in Membership.objects.filter(person=clara)] == ["head"]


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({"email": "niemand@rathaus.example", "role": "clerk", "office": "steuern"}, "gibt es kein Konto"),
        ({"email": "georg@rathaus.example", "role": "clerk", "office": ""}, "Wählen Sie die Dienststelle"),
        ({"email": "x", "role": "kaiser", "office": "mond"}, "kein"),
    ],
)
def test_a_mistake_is_named_and_what_was_typed_stays(georg: Person, office: Office, form: dict, message: str) -> None:
    page = signed_in(georg).post(PAGE, form).content.decode()
    assert message in page
    assert f'value="{form["email"]}"' in page
    assert not Membership.objects.exists()


def test_a_role_ends_at_once(georg: Person, office: Office) -> None:
    membership = Membership.objects.create(person=person("clara"), office=office)
    signed_in(georg).post(f"{PAGE}{membership.pk}/beenden/")
    assert not Membership.objects.exists()
    assert Entry.objects.filter(verb="staff.dismissed").exists()


def test_the_last_administrator_cannot_lock_everyone_out(georg: Person) -> None:
    page = signed_in(georg).post(f"{PAGE}{georg.pk}/administrator/beenden/", follow=True)
    assert "letzte Person" in page.content.decode()
    assert Person.objects.get(pk=georg.pk).is_administrator


def test_an_editor_is_made_and_unmade(georg: Person) -> None:
    frida = person("frida")
    client = signed_in(georg)
    client.post(PAGE, {"email": frida.email, "role": "editor"})
    assert Person.objects.get(pk=frida.pk).is_editor
    client.post(f"{PAGE}{frida.pk}/editor/beenden/")
    assert not Person.objects.get(pk=frida.pk).is_editor


@pytest.mark.parametrize("roles", [{}, {"is_editor": True}])
def test_the_wrong_person_finds_nothing(roles: dict[str, bool], office: Office) -> None:
    membership = Membership.objects.create(person=person("clara"), office=office)
    client = signed_in(person("bernd", **roles))
    assert client.get(PAGE).status_code == 404
    assert client.post(f"{PAGE}{membership.pk}/beenden/").status_code == 404
    assert Membership.objects.exists()


def test_many_rows_are_paged_by_key_with_few_queries(
    georg: Person, office: Office, django_assert_max_num_queries
) -> None:
    people = [person(f"p{number}") for number in range(60)]
    Membership.objects.bulk_create([Membership(person=one, office=office) for one in people])
    client = signed_in(georg)
    with django_assert_max_num_queries(7):
        page = client.get(PAGE).content.decode()
    last = Membership.objects.order_by("pk")[49]
    assert f"?nach={last.pk}" in page
    assert "P59" in client.get(f"{PAGE}?nach={last.pk}").content.decode()


def test_the_first_administrator_is_appointed_on_the_command_line() -> None:
    frida = person("frida")
    call_command("appoint_administrator", "Frida@rathaus.example")
    assert Person.objects.get(pk=frida.pk).is_administrator
    with pytest.raises(CommandError):
        call_command("appoint_administrator", "niemand@rathaus.example")
