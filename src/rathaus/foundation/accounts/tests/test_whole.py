"""What allauth does statement by statement is done whole or not at all."""

import re

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import get_resolver

from rathaus.foundation.accounts.tests.visiting import (
    PASSWORD,
    SECURITY,
    SIGN_IN,
    Outbox,
    citizen,
    show_again,
    sign_in,
    signed_in,
)
from rathaus.foundation.audit.models import Entry
from tests.security.half_done import failing

pytestmark = pytest.mark.django_db
CHANGE = "/konto/passwort/aendern/"
WRITE_NOTHING_TOGETHER = {
    *("account_signup", "account_signup_by_passkey", "account_email"),
    *("account_reset_password", "account_confirm_password_reset_code"),
}
"""Forms that write once, in a transaction of their own, or into the session alone."""


def test_every_form_of_the_account_is() -> None:
    [account] = [
        entry for entry in get_resolver().url_patterns if str(entry.pattern) == "konto/" and has(entry, SIGN_IN)
    ]
    forms = {
        page.name: page.callback.view_class
        for page in account.url_patterns
        if hasattr(getattr(page.callback, "view_class", None), "form_valid")
    }
    assert len(forms) > 15
    assert {name for name, view in forms.items() if view.__name__ != "Whole"} == WRITE_NOTHING_TOGETHER


def has(resolver: object, path: str) -> bool:
    return any(f"/konto/{page.pattern}" == path for page in resolver.url_patterns)  # type: ignore[attr-defined]


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_nobody_is_half_in(number: int) -> None:
    anna, client = citizen(), Client(raise_request_exception=False)
    client.post(SIGN_IN, {"login": anna.email, "password": "falsch und geheim"})
    came_with, last = client.session.session_key, anna.last_login
    with failing(number) as statements:
        answer = sign_in(client, anna)
    assert statements.failed
    assert answer.status_code == 503
    assert client.session.session_key == came_with
    assert client.get(SECURITY).status_code == 302
    anna.refresh_from_db()
    assert (anna.last_login, UserSession.objects.count()) == (last, 0)
    assert not Entry.objects.filter(verb="session.begun").exists()


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_form_that_failed_can_be_sent_again_as_it_is(number: int) -> None:
    anna, client = citizen(), Client(raise_request_exception=False, enforce_csrf_checks=True)
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', client.get(SIGN_IN).content.decode())
    assert token
    form = {"login": anna.email, "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
    with failing(number) as statements:
        assert client.post(SIGN_IN, form).status_code == 503
    assert statements.failed
    assert client.post(SIGN_IN, form).status_code == 302


def test_nobody_hears_of_a_new_password_that_did_not_come_to_be(mailoutbox: Outbox) -> None:
    anna = citizen()
    client = signed_in(anna)
    client.raise_request_exception = False
    show_again(client)
    new = {"oldpassword": PASSWORD, "password1": "drei Reiher am Rhein"}
    with failing(2) as statements:
        assert client.post(CHANGE, new).status_code == 503
    assert statements.failed
    assert mailoutbox == []
    anna.refresh_from_db()
    assert anna.check_password(PASSWORD)
    assert client.get(SECURITY).status_code == 200
    assert client.post(CHANGE, new).status_code == 302
    assert len(mailoutbox) == 1
