"""A case is read whole by queries that are built once, and that the server thinks about once."""

from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.db import connection, transaction

from rathaus.foundation.accounts.models import Person
from rathaus.portal.cases.change import locked
from rathaus.portal.cases.models import Case
from rathaus.portal.cases.models.case import CaseQuerySet
from rathaus.portal.cases.tests.town import Apply, signed_in

Read = Callable[[], None]


@pytest.fixture
def read(apply: Apply, case: Case, anna: Person, clara: Person) -> Read:
    """By all who do it often: the citizen, the desk, every action."""
    desk, citizen = signed_in(clara), signed_in(anna)

    def each() -> None:
        assert desk.get(case.desk_url).status_code == 200
        assert citizen.get(case.get_absolute_url()).status_code == 200
        with transaction.atomic():
            assert locked(case) == case

    return each


def test_the_query_is_built_once(read: Read) -> None:
    read()
    with patch.object(CaseQuerySet, "in_full", side_effect=AssertionError("built anew")):
        read()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="Only PostgreSQL plans for long, and keeps plans")
def test_the_server_plans_it_once_for_each_connection(read: Read) -> None:
    for _ in range(7):
        read()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans > 0 FROM pg_prepared_statements WHERE statement LIKE '%JOIN \"vault_key\" T%%'"
        )
        assert cursor.fetchall() == [(True,)] * 3


def test_it_takes_few_tables() -> None:
    # Fifteen took PostgreSQL 8 ms to plan, and 34 with the LIMIT that ``get`` adds; eleven take 3.
    assert str(Case.objects.in_full().query).count(" JOIN ") == 10
