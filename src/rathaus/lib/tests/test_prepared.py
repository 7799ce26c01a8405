"""A prepared query finds what the ORM finds, builds its SQL once for each shape, holds rows in transactions only."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from rathaus.lib.prepared import prepared

pytestmark = pytest.mark.django_db


@pytest.fixture
def names() -> list[str]:
    until = timezone.now() + timedelta(days=1)
    for name in ("anna", "bert", "cem"):
        Session.objects.create(session_key=name, session_data=f"of {name}", expire_date=until)
    return ["anna", "bert", "cem"]


@dataclass(frozen=True)
class Order:
    column: str


def of(*names: str | None) -> QuerySet[Session]:
    return Session.objects.filter(session_key__in=[name for name in names if name]).order_by("session_key")


def found(sessions: list[Session]) -> list[str]:
    return [session.session_data for session in sessions]


def test_each_call_finds_its_own(names: list[str]) -> None:
    ask = prepared(of)
    assert found(ask("anna")) == ["of anna"]
    assert found(ask("bert")) == ["of bert"]
    assert found(ask("bert", "anna")) == ["of anna", "of bert"]
    assert found(ask("niemand")) == []
    assert found(ask("anna")) == ["of anna"]
    assert ask("cem")[0].expire_date == Session.objects.get(pk="cem").expire_date


def test_nothing_asked_is_nothing_found_without_the_database(names: list[str], django_assert_num_queries) -> None:
    ask = prepared(of)
    with django_assert_num_queries(0):
        assert ask() == []
        assert ask(None) == []
    assert found(ask(None, "anna")) == ["of anna"]


def test_sql_is_built_once_for_each_number_of_values(names: list[str]) -> None:
    ask = prepared(of)
    with patch.object(SQLCompiler, "as_sql", autospec=True, side_effect=SQLCompiler.as_sql) as built:
        for _ in range(3):
            ask("anna"), ask("bert", "anna")
        assert built.call_count == 2


def test_rows_of_values_a_moment_and_things_that_are_no_values(names: list[str]) -> None:
    @prepared
    def ask(order: Order, since: datetime) -> QuerySet[Session, tuple[str, datetime]]:
        return Session.objects.filter(expire_date__gte=since).order_by(order.column).values_list("pk", "expire_date")

    now, until = timezone.now(), Session.objects.get(pk="anna").expire_date
    for column, wanted in {"session_key": names, "-session_key": names[::-1]}.items():
        assert ask(Order(column), now) == [(name, until) for name in wanted]
        assert ask(Order(column), now + timedelta(days=2)) == []


def test_a_value_by_name_is_not_lost() -> None:
    with pytest.raises(TypeError):
        prepared(lambda name: of(name))(name="anna")


def test_what_came_is_saved_as_any_other(names: list[str]) -> None:
    session = prepared(of)("anna")[0]
    session.session_data = "neu"
    session.save(update_fields=["session_data"])
    assert Session.objects.get(pk="anna").session_data == "neu"


def test_words_made_to_break_out_are_words(names: list[str]) -> None:
    assert prepared(of)("' OR 1=1 --", "%s") == []


@pytest.mark.django_db(transaction=True)
def test_each_thread_has_its_own_connection(names: list[str]) -> None:
    ask = prepared(of)

    def asked(name: str) -> list[str]:
        try:
            return found(ask(name))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(asked, names * 4)) == [[f"of {name}"] for name in names] * 4
    assert found(ask("anna")) == ["of anna"]


@pytest.mark.django_db(transaction=True)
def test_a_row_is_held_in_a_transaction_only(names: list[str]) -> None:
    hold = prepared(lambda name: Session.objects.select_for_update().filter(pk=name))
    with transaction.atomic():
        assert found(hold("anna")) == ["of anna"]
    with pytest.raises(TransactionManagementError):
        hold("anna")


@pytest.mark.django_db(transaction=True)
def test_it_goes_on_after_the_connection_was_closed(names: list[str]) -> None:
    ask = prepared(of)
    assert found(ask("anna")) == ["of anna"]
    connection.close()
    assert found(ask("bert")) == ["of bert"]
