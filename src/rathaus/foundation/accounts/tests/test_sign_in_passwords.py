"""Which passwords are taken, and how they rest."""

import re
from importlib import import_module

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, PBKDF2PasswordHasher, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import Settings

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.accounts.tests.visiting import PASSWORD, SIGN_UP, citizen, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def real_hashes(settings: Settings) -> None:
    """As in a running house; other tests use a quick one."""
    settings.PASSWORD_HASHERS = import_module(settings.SETTINGS_MODULE).PASSWORD_HASHERS


class Weak(Argon2PasswordHasher):
    """As this house may have hashed once."""

    time_cost, memory_cost, parallelism = 1, 8192, 1


@pytest.mark.parametrize(
    "password",
    [
        *("password123", "PASSWORD1234", "P@ssw0rd2024!", "passwort1234", "P4ssw0rt!!", "1234567890", "qwertzuiop"),
        *("Duisburg2026", "Rathaus-Duisburg", "willkommen-im-rathaus", "Sommer2026!!", "d u i s b u r g"),
        *("aaaaaaaaaaaa", "!!!!!!!!!!!!", "abababababab", "iloveyou2026", "basketball99", "dragondragon"),
        *("AnnaKowalski1", "kowalski2026!", "anna.kowalski"),
    ],
)
def test_what_everyone_would_try_first_is_refused_in_any_disguise(password: str) -> None:
    anna = Person(email="anna.kowalski@rathaus.example", name="Anna Kowalski")
    with pytest.raises(ValidationError):
        validate_password(password, anna)


@pytest.mark.parametrize(
    "password",
    [
        *("drei Möwen am Hafen", "zqvxkjwpgh", "kaffee um halb neun", "ßüöäßüöäßx", "correct horse battery"),
        *("Der Zug nach Duisburg fährt ab", "mein sommer am see", "日本語のパスワードです", "0000 1111 gelbe Ente"),
    ],
)
def test_there_are_no_rules_of_composition(password: str) -> None:
    validate_password(password, Person(email="anna@rathaus.example", name="Anna"))


@pytest.mark.parametrize(("production", "lets_in"), [(False, True), (True, False)])
def test_the_password_of_the_demo_opens_nothing_in_earnest(
    client: Client, settings: Settings, production: bool, lets_in: bool
) -> None:
    anna = citizen()
    anna.set_password(settings.DEMO_PASSWORD)
    anna.save()
    settings.PRODUCTION = production
    sign_in(client, anna, settings.DEMO_PASSWORD)
    assert ("_auth_user_id" in client.session) is lets_in


@pytest.mark.parametrize("length", [10, 64, 128, 256])
def test_long_passwords_count_to_the_last_letter(client: Client, length: int) -> None:
    password = ("Möwen über der Ruhr und ein Kran am Kai, " * 8)[: length - 1] + "x"
    client.post(SIGN_UP, {"name": "Anna", "email": "neu@rathaus.example", "password1": password})
    person = Person.objects.get()
    assert person.check_password(password)
    assert not person.check_password(password[:-1] + "y")


def test_nothing_keeps_anybody_from_pasting(client: Client) -> None:
    page = client.get(SIGN_UP).content.decode()
    field = re.search(r"<input[^>]*password1[^>]*>", page)[0]
    assert 'autocomplete="new-password"' in field
    assert "onpaste" not in page
    assert "maxlength" not in field


def test_passwords_rest_as_argon2id_with_parameters_that_are_not_weaker_than_owasps(real_hashes: None) -> None:
    kept = citizen().password
    found = re.fullmatch(r"argon2\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)", kept)
    assert found, kept
    memory, times, lanes = map(int, found.groups()[:3])
    assert (memory, times, lanes) == (102400, 2, 8)
    assert memory * times >= 19 * 1024 * 2
    assert len(found[4]) * 6 >= 128
    assert len(found[5]) * 6 >= 256


@pytest.mark.parametrize(
    "old", [Weak().encode(PASSWORD, "a" * 22), PBKDF2PasswordHasher().encode(PASSWORD, "a" * 22, 1000)]
)
def test_an_old_hash_is_made_anew_when_its_owner_signs_in(real_hashes: None, old: str) -> None:
    anna = citizen()
    Person.objects.update(password=old)
    client = Client()
    sign_in(client, anna, "falsch falsch")
    anna.refresh_from_db()
    assert anna.password == old
    assert sign_in(client, anna).status_code == 302
    anna.refresh_from_db()
    assert "m=102400,t=2,p=8" in anna.password
    assert anna.check_password(PASSWORD)


def test_two_equal_passwords_rest_differently(real_hashes: None) -> None:
    assert make_password(PASSWORD) != make_password(PASSWORD)
