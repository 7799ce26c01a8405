"""The devices on which somebody is signed in, and how she signs them out."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from rathaus.foundation.accounts.devices import device_name
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.accounts.tests.visiting import (
    CHROME,
    DEVICES,
    EDGE,
    FIREFOX,
    SAFARI,
    SIGN_IN,
    buttons,
    citizen,
    is_in,
    on,
    sign_in,
)
from rathaus.foundation.audit.models import Entry

pytestmark = pytest.mark.django_db


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


def test_however_many_devices_she_has_the_list_and_a_sign_in_ask_the_same(
    anna: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    computer = on(FIREFOX, anna)
    for _ in range(20):
        on(SAFARI, anna)
    with django_assert_max_num_queries(8):
        computer.get(DEVICES)
    with django_assert_max_num_queries(30):
        on(SAFARI, anna)


def test_a_device_whose_session_has_ended_or_has_a_former_password_is_no_longer_in_the_list(anna: Person) -> None:
    computer, phone, tablet = on(FIREFOX, anna), on(SAFARI, anna), on(CHROME, anna)
    Session.objects.filter(pk=phone.session.session_key).update(expire_date=timezone.now())
    assert len(buttons(computer)) == 2
    anna.set_password("ein ganz anderes Passwort")
    anna.save()
    again = Client(headers={"user-agent": EDGE})
    sign_in(again, anna, "ein ganz anderes Passwort")
    assert len(buttons(again)) == 1
    assert not is_in(tablet)


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
