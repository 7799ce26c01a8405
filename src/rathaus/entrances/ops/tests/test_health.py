from unittest.mock import patch

import pytest
from django.db import DatabaseError
from django.test import Client


def test_a_live_process_says_so_without_asking_the_database(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_a_process_with_its_database_is_ready(client: Client) -> None:
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_a_process_without_its_database_is_not_ready(client: Client) -> None:
    with patch("rathaus.entrances.ops.views.connection.cursor", side_effect=DatabaseError):
        assert client.get("/readyz").status_code == 503
