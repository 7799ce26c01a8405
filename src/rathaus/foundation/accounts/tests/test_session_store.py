"""A session is found by its key until its time is over, and read with a single statement."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from rathaus.foundation.accounts.session_store import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def key() -> str:
    store = SessionStore()
    store["drafts"] = {"hund-anmelden": "ä"}
    store.create()
    return str(store.session_key)


def test_it_gives_what_was_kept(key: str, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        assert SessionStore(key)["drafts"] == {"hund-anmelden": "ä"}


def test_one_whose_time_is_over_is_empty_and_its_key_is_not_used_again(key: str) -> None:
    Session.objects.filter(pk=key).update(expire_date=timezone.now() - timedelta(seconds=1))
    store = SessionStore(key)
    assert store.get("drafts") is None
    store["new"] = 1
    store.save()
    assert store.session_key != key


@pytest.mark.parametrize("made_up", ["a" * 32, "' OR 1=1 --12345678", "ä" * 32])
def test_a_made_up_key_opens_nothing_and_is_not_taken_over(made_up: str) -> None:
    store = SessionStore(made_up)
    assert store.get("drafts") is None
    assert store.session_key is None


def test_what_changes_is_written_with_one_statement(
    key: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    store = SessionStore(key)
    store["drafts"] = {}
    with django_assert_num_queries(1):
        store.save()
    assert SessionStore(key)["drafts"] == {}
    assert Session.objects.get(pk=key).expire_date > timezone.now() + timedelta(days=1)


def test_one_that_was_ended_meanwhile_is_not_brought_back(key: str) -> None:
    store = SessionStore(key)
    store["drafts"] = {}
    Session.objects.all().delete()
    with pytest.raises(UpdateError):
        store.save()
    assert not Session.objects.exists()


def test_a_new_one_never_takes_over_another(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = iter([key, "n" * 32])
    monkeypatch.setattr(SessionStore, "_get_new_session_key", lambda _: next(keys))
    store = SessionStore()
    store["drafts"] = {}
    store.create()
    assert store.session_key == "n" * 32
    assert SessionStore(key)["drafts"] == {"hund-anmelden": "ä"}
