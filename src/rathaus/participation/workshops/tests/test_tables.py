"""Who sits where, as arithmetic."""

from collections import Counter
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rathaus.participation.workshops.tables import Guest, TooFewSeats, allocate

GROUPS = ("citizens", "business", "administration")


@st.composite
def rooms(draw, most_guests=40, most_tables=8):
    """Guests with wishes, and tables with room for all."""
    tables = range(1, draw(st.integers(2, most_tables)) + 1)
    wishes = st.lists(st.sampled_from(tables), max_size=2, unique=True).map(tuple)
    people = draw(st.lists(st.tuples(st.sampled_from(GROUPS), wishes), max_size=most_guests))
    return [Guest(i, group, wanted) for i, (group, wanted) in enumerate(people)], dict.fromkeys(tables, most_guests)


def sizes(rounds, number, tables):
    count = Counter(pair[number] for pair in rounds.values())
    return [count[table] for table in tables]


@given(rooms())
def test_everyone_has_two_different_tables(room):
    guests, tables = room
    rounds = allocate(guests, tables)
    assert rounds.keys() == {guest.name for guest in guests}
    assert all(first != second and {first, second} <= tables.keys() for first, second in rounds.values())


@given(rooms())
def test_in_both_rounds_tables_differ_by_one_at_most(room):
    guests, tables = room
    rounds = allocate(guests, tables)
    for number in (0, 1):
        found = sizes(rounds, number, tables)
        assert max(found) - min(found) <= 1


@given(rooms())
def test_the_same_people_sit_the_same_in_whatever_order_they_come(room):
    guests, tables = room
    assert allocate(guests[::-1], tables) == allocate(guests, tables)


@settings(max_examples=40, deadline=None)
@given(rooms(most_guests=5, most_tables=3))
def test_no_other_balanced_seating_grants_more_wishes(room):
    guests, tables = room
    rounds = allocate(guests, tables)
    total = 2 * len(guests)
    low, high = total // len(tables), -(-total // len(tables))

    def granted(pairs):
        return sum(table in guest.wishes for guest, pair in zip(guests, pairs, strict=True) for table in pair)

    def balanced(pairs):
        taken = Counter(table for pair in pairs for table in pair)
        return all(low <= taken[table] <= high for table in tables)

    every = product(combinations(tables, 2), repeat=len(guests))
    best = max(granted(pairs) for pairs in every if balanced(pairs))
    assert granted([rounds[guest.name] for guest in guests]) == best


@given(st.lists(st.sampled_from(GROUPS), min_size=1, max_size=48), st.integers(2, 8))
def test_without_wishes_groups_are_mixed_evenly(groups, count):
    guests = [Guest(i, group) for i, group in enumerate(groups)]
    rounds = allocate(guests, dict.fromkeys(range(1, count + 1), 48))
    for group in GROUPS:
        together = Counter(t for guest in guests if guest.group == group for t in rounds[guest.name])
        found = [together[table] for table in range(1, count + 1)]
        assert max(found) - min(found) <= 1


def test_the_groups_of_a_full_workshop_are_mixed_in_each_round():
    guests = [Guest(i, GROUPS[i % 3]) for i in range(60)]
    rounds = allocate(guests, dict.fromkeys(range(1, 7), 10))
    for number in (0, 1):
        found = Counter((rounds[guest.name][number], guest.group) for guest in guests)
        assert all(2 <= found[table, group] <= 5 for table in range(1, 7) for group in GROUPS)


def test_wishes_that_can_all_be_granted_are():
    guests = [Guest(i, GROUPS[i % 3], (i % 6 + 1, (i + 1) % 6 + 1)) for i in range(60)]
    rounds = allocate(guests, dict.fromkeys(range(1, 7), 10))
    assert all(set(rounds[guest.name]) == set(guest.wishes) for guest in guests)


def test_a_small_table_is_never_overfull():
    guests = [Guest(i, "citizens", (1,)) for i in range(10)]
    rounds = allocate(guests, {1: 2, 2: 8, 3: 8})
    assert [sizes(rounds, number, (1,)) for number in (0, 1)] == [[2], [2]]


@pytest.mark.parametrize("tables", [{}, {1: 50}, {1: 2, 2: 2}])
def test_tables_that_cannot_seat_everyone_twice_are_refused(tables):
    with pytest.raises(TooFewSeats):
        allocate([Guest(i, "citizens") for i in range(5)], tables)


def test_nobody_is_no_trouble():
    assert allocate([], {1: 5, 2: 5}) == {}
