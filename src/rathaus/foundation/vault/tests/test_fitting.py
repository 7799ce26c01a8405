"""A master key that is not that of the house is noticed, whatever else lies there."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from pytest_django import Settings

from rathaus.foundation.vault import fitting
from rathaus.foundation.vault.actions import create_key
from rathaus.foundation.vault.fitting import is_foreign, lacking, refuse_foreign_key
from rathaus.foundation.vault.models import IndexKey, Key

pytestmark = pytest.mark.django_db
ANOTHER = "the key of another house, kept by nobody"


@pytest.fixture(autouse=True)
def production(settings: Settings) -> None:
    settings.PRODUCTION = True


def test_a_house_with_its_own_key_starts() -> None:
    create_key()
    assert (is_foreign(), lacking()) == (False, set())
    refuse_foreign_key()


@pytest.mark.parametrize("kind", [IndexKey, Key])
def test_another_key_is_refused_whichever_was_sealed(settings: Settings, kind: type[IndexKey] | type[Key]) -> None:
    create_key()
    (Key if kind is IndexKey else IndexKey).objects.all().delete()
    settings.VAULT_KEY = ANOTHER
    with pytest.raises(ImproperlyConfigured, match=r"^RATHAUS_VAULT_KEY is not the key"):
        refuse_foreign_key()
    settings.PRODUCTION = False
    refuse_foreign_key()


def test_what_was_sealed_under_it_meanwhile_hides_nothing(settings: Settings) -> None:
    settings.VAULT_KEY = ANOTHER
    create_key()
    assert is_foreign()


def test_while_keys_are_rotated_both_fit_and_a_forgotten_one_is_named(settings: Settings) -> None:
    old = create_key().master
    settings.VAULT_OLD_KEYS, settings.VAULT_KEY = [settings.VAULT_KEY], ANOTHER
    IndexKey.objects.all().delete()
    create_key()
    assert (is_foreign(), lacking()) == (False, set())
    settings.VAULT_OLD_KEYS = []
    assert (is_foreign(), lacking()) == (False, {old})


def test_it_costs_no_more_with_more_keys(django_assert_num_queries: pytest.FixtureRequest) -> None:
    for _ in range(20):
        create_key()
    with django_assert_num_queries(3):  # type: ignore[operator]
        assert not is_foreign()


def test_an_empty_database_or_one_that_is_away_is_no_reason(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.VAULT_KEY = ANOTHER
    IndexKey.objects.all().delete()
    refuse_foreign_key()
    monkeypatch.setattr(fitting, "is_foreign", lambda: (_ for _ in ()).throw(DatabaseError))
    refuse_foreign_key()
