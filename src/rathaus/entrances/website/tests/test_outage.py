"""While the database is away, nobody is told that it was her mistake."""

from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings

from rathaus.foundation.accounts import session_store


@pytest.mark.django_db
def test_a_session_that_no_database_takes_is_worth_another_try(anna_client: Client, settings: Settings) -> None:
    settings.SESSION_SAVE_EVERY_REQUEST = True
    anna_client.raise_request_exception = False
    with patch.object(session_store, "_changed", side_effect=OperationalError("the primary is gone")):
        answer = anna_client.get("/mein/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "gerade nicht erreichbar" in answer.content.decode()


@pytest.mark.django_db
def test_a_session_that_was_ended_meanwhile_stays_a_request_we_cannot_use(
    anna_client: Client, settings: Settings
) -> None:
    settings.SESSION_SAVE_EVERY_REQUEST = True
    with patch.object(session_store, "_changed", return_value=0):
        assert anna_client.get("/mein/").status_code == 400
