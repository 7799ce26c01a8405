"""What is recorded together is appended at once, at the end; and never what was undone."""

import pytest
from django.db import transaction
from pytest_django.fixtures import DjangoAssertNumQueries

from rathaus.foundation.audit.actions import faults, record, together
from rathaus.foundation.audit.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)


def told(*subjects: str) -> None:
    for subject in subjects:
        record("case.viewed", subject, by="system")


@transaction.atomic
def told_in_vain(subject: str) -> None:
    told(subject)
    raise RuntimeError


def lines() -> list[str]:
    assert list(faults()) == []
    return list(Entry.objects.values_list("subject", flat=True))


def test_lines_are_appended_at_the_end_in_their_order(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    told("case:0")
    with transaction.atomic():
        with together():
            with django_assert_num_queries(0):
                told("case:1", "case:2")
            assert lines() == ["case:0"]
        assert lines() == ["case:0", "case:1", "case:2"]
    told("case:3")
    assert lines() == ["case:0", "case:1", "case:2", "case:3"]


def test_many_lines_take_as_many_statements_as_one(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    told("case:0")
    with transaction.atomic(), django_assert_num_queries(3), together():
        told(*(f"case:{number}" for number in range(1, 9)))
    assert len(lines()) == 9


def test_nothing_told_is_nothing_asked(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with transaction.atomic(), django_assert_num_queries(0), together():
        pass


def test_a_block_within_another_waits_for_the_outer_one() -> None:
    with transaction.atomic(), together():
        with together():
            told("case:1")
        assert lines() == []
    assert lines() == ["case:1"]


def test_what_fails_leaves_nothing_and_the_next_begins_anew() -> None:
    with pytest.raises(RuntimeError), transaction.atomic(), together():
        told_in_vain("case:1")
    assert lines() == []
    told("case:2")
    assert lines() == ["case:2"]


def test_what_fails_without_a_savepoint_leaves_nothing_either() -> None:
    def fails() -> None:
        told("case:1")
        raise RuntimeError

    with pytest.raises(RuntimeError), transaction.atomic(), together():
        fails()
    assert lines() == []


def test_a_part_that_was_undone_within_leaves_no_line() -> None:
    with transaction.atomic(), together():
        told("case:1")
        with pytest.raises(RuntimeError):
            told_in_vain("case:2")
        with transaction.atomic():
            told("case:3")
        told("case:4")
    assert sorted(lines()) == ["case:1", "case:3", "case:4"]
