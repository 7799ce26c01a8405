"""While the database is away, nobody is told that it was her mistake."""

from unittest.mock import patch

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings


def away(session: SessionStore, must_create: bool = False) -> None:
    """As Django's own store does: whatever the database says becomes this."""
    try:
        raise OperationalError("the primary is gone")
    except OperationalError:
        raise UpdateError  # noqa: B904


def gone(session: SessionStore, must_create: bool = False) -> None:
    raise UpdateError


@pytest.mark.django_db
def test_a_session_that_no_database_takes_is_worth_another_try(anna_client: Client, settings: Settings) -> None:
    settings.SESSION_SAVE_EVERY_REQUEST = True
    with patch.object(SessionStore, "save", away):
        answer = anna_client.get("/mein/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "gerade nicht erreichbar" in answer.content.decode()


@pytest.mark.django_db
def test_a_session_that_was_ended_meanwhile_stays_a_request_we_cannot_use(
    anna_client: Client, settings: Settings
) -> None:
    settings.SESSION_SAVE_EVERY_REQUEST = True
    with patch.object(SessionStore, "save", gone):
        assert anna_client.get("/mein/").status_code == 400
