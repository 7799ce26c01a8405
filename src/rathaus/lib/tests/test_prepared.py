"""A prepared query finds what the ORM finds, builds its SQL once for each shape, holds rows in transactions only."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Model, QuerySet
from django.db.models.deletion import get_candidate_relations_to_delete
from django.db.models.functions import Upper
from django.db.models.sql.compiler import SQLCompiler, SQLInsertCompiler, SQLUpdateCompiler
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from rathaus.lib.prepared import prepared, prepared_change, prepared_removal, prepared_row

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


def test_a_row_comes_with_those_it_names_and_what_was_counted_for_it(django_assert_num_queries) -> None:
    def louder(first: int, second: int) -> QuerySet[Permission]:
        louder = Permission.objects.select_related("content_type").annotate(loud=Upper("codename"))
        return louder.filter(pk__in=[first, second]).order_by("-pk")

    ask, keys = prepared(louder), sorted(Permission.objects.values_list("pk", flat=True))[:2]
    for _ in range(2):
        with django_assert_num_queries(1):
            came = [(one, one.content_type, one.loud) for one in ask(*keys)]
        assert came == [(one, one.content_type, one.loud) for one in louder(*keys)]


def test_a_row_of_some_columns_asks_for_the_others_when_they_are_wanted(names: list[str]) -> None:
    (session,) = prepared(lambda name: of(name).only("expire_date"))("anna")
    assert session.get_deferred_fields() == {"session_data"}
    assert session.session_data == "of anna"


def test_values_come_alone_where_the_order_needs_another_column(names: list[str]) -> None:
    def by_text(since: datetime) -> QuerySet[Session]:
        return Session.objects.filter(expire_date__gte=since).order_by("-session_data").distinct()

    pairs = prepared(lambda since: by_text(since).values_list("pk"))(timezone.now())
    assert pairs == [(name,) for name in names[::-1]]
    assert prepared(lambda since: by_text(since).values_list("pk", flat=True))(timezone.now()) == names[::-1]


@pytest.mark.parametrize("other", ["as words", "with names"])
def test_rows_in_other_shapes_are_not_prepared(other: str) -> None:
    shape = {"as words": lambda name: of(name).values(), "with names": lambda name: of(name).values_list(named=True)}
    with pytest.raises(TypeError):
        prepared(shape[other])("anna")


def test_what_is_reached_from_a_row_is_not_prepared() -> None:
    """Each such object would know that one row, whichever was asked for."""
    model = ContentType.objects.get_for_model(Session)
    with pytest.raises(TypeError):
        prepared(lambda name: model.permission_set.filter(codename=name))("view_session")


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


def renamed(name: str, data: str) -> tuple[QuerySet[Session], dict[str, object]]:
    return Session.objects.filter(session_key=name), {"session_data": data}


def test_a_change_changes_what_it_names_and_says_how_many(names: list[str]) -> None:
    change = prepared_change(renamed)
    assert [change("anna", "neu"), change("niemand", "neu"), change("bert", "' OR 1=1 --")] == [1, 0, 1]
    assert found(prepared(of)(*names)) == ["neu", "' OR 1=1 --", "of cem"]


def test_a_change_is_built_once_and_counts_on_from_what_is_there(names: list[str]) -> None:
    louder = prepared_change(lambda name: (Session.objects.filter(pk=name), {"session_data": Upper("session_data")}))
    with patch.object(SQLUpdateCompiler, "as_sql", autospec=True, side_effect=SQLUpdateCompiler.as_sql) as built:
        assert [louder("anna"), louder("bert")] == [1, 1]
        assert built.call_count == 1
    assert found(prepared(of)(*names)) == ["OF ANNA", "OF BERT", "of cem"]


def test_a_moment_is_changed_as_any_other_way(names: list[str]) -> None:
    later = timezone.now() + timedelta(days=5)
    change = prepared_change(lambda name, until: (Session.objects.filter(pk=name), {"expire_date": until}))
    assert change("anna", later) == 1
    assert Session.objects.get(pk="anna").expire_date == later


def test_a_change_of_nothing_asks_nobody(names: list[str], django_assert_num_queries) -> None:
    nothing = prepared_change(lambda data: (of(), {"session_data": data}))
    with django_assert_num_queries(0):
        assert nothing("neu") == 0


@pytest.mark.django_db(transaction=True)
def test_a_change_that_fails_undoes_what_stands_around_it(names: list[str]) -> None:
    taken = prepared_change(lambda name, key: (Session.objects.filter(pk=name), {"session_key": key}))

    @transaction.atomic
    def both() -> None:
        prepared_change(renamed)("anna", "neu")
        taken("bert", "cem")

    with pytest.raises(DatabaseError):
        both()
    assert Session.objects.get(pk="anna").session_data == "of anna"


def test_a_new_row_is_written_as_the_orm_would(django_assert_num_queries) -> None:
    write, until = prepared_row(Session), timezone.now()
    with patch.object(SQLInsertCompiler, "as_sql", autospec=True, side_effect=SQLInsertCompiler.as_sql) as built:
        for name in ("dora", "emil"):
            row = Session(session_key=name, session_data=f"of {name}", expire_date=until)
            with django_assert_num_queries(1):
                write(row)
            assert not row._state.adding
            assert Session.objects.get(pk=name).expire_date == until
        assert built.call_count == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        write(row)
    write(Session(session_key="fritz", session_data="", expire_date=until))


def test_a_new_row_knows_its_number(django_assert_num_queries) -> None:
    write, rows = prepared_row(Group), [Group(name=name) for name in ("Amt", "Büro")]
    for row in rows:
        with django_assert_num_queries(1):
            write(row)
    assert [Group.objects.get(pk=row.pk).name for row in rows] == ["Amt", "Büro"]
    rows[0].name = "Haus"
    rows[0].save()
    assert set(Group.objects.values_list("pk", "name")) == {(rows[0].pk, "Haus"), (rows[1].pk, "Büro")}


def test_a_row_goes_with_what_hangs_on_it(django_assert_num_queries) -> None:
    remove = prepared_removal(Group)
    permission = Permission.objects.first()
    kept, gone = (Group.objects.create(name=name) for name in ("Standesamt", "Ordnungsamt"))
    for group in (kept, gone):
        group.permissions.add(permission)
    with django_assert_num_queries(len(_links(Group)) + 1):
        remove(gone.pk)
    assert [*Group.objects.all()] == [kept]
    assert [*Group.permissions.through.objects.values_list("group", flat=True)] == [kept.pk]


def test_where_more_hangs_on_what_goes_with_it_nothing_is_removed() -> None:
    kind = ContentType.objects.get_for_model(Group)
    with pytest.raises(TypeError):
        prepared_removal(ContentType)(kind.pk)
    assert ContentType.objects.filter(pk=kind.pk).exists()


def _links(model: type[Model]) -> list[object]:
    return [*get_candidate_relations_to_delete(model._meta)]
