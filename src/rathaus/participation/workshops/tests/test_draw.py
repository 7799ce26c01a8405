"""The draw, as arithmetic: nobody can steer it, anyone can repeat it."""

import subprocess
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rathaus.lib.references import ALPHABET, new_reference
from rathaus.participation.workshops import draw

GROUPS = ("citizens", "business", "administration")
NUMBERS = st.text(ALPHABET, min_size=9, max_size=9)
ENTRIES = st.dictionaries(NUMBERS, st.sampled_from(GROUPS), max_size=40).map(lambda found: list(found.items()))
SEEDS = st.text("0123456789abcdef", min_size=64, max_size=64)
VALUES = st.lists(st.integers(0, 49), min_size=1, max_size=7).map(lambda n: " ".join(map(str, sorted(n))))


@given(ENTRIES, SEEDS, VALUES, st.randoms())
def test_the_order_does_not_depend_on_the_order_of_registering(entries, seed, value, random):
    shuffled = random.sample(entries, len(entries))
    assert draw.order(shuffled, seed, value) == draw.order(entries, seed, value)
    assert draw.list_text(shuffled) == draw.list_text(entries)


@given(ENTRIES, SEEDS, VALUES)
def test_everyone_on_the_list_is_in_the_order_once(entries, seed, value):
    assert sorted((lot.number, lot.group) for lot in draw.order(entries, seed, value)) == sorted(entries)


@given(ENTRIES, SEEDS, VALUES, NUMBERS)
def test_who_joins_or_leaves_changes_nothing_between_the_others(entries, seed, value, extra):
    before = [lot.number for lot in draw.order(entries, seed, value)]
    joined = [*(entry for entry in entries if entry[0] != extra), (extra, "citizens")]
    after = [lot.number for lot in draw.order(joined, seed, value) if lot.number != extra]
    assert after == [number for number in before if number != extra]


@given(ENTRIES)
def test_a_published_list_reads_back_as_it_was(entries):
    assert draw.list_text(draw.entries_in(draw.list_text(entries))) == draw.list_text(entries)


def test_every_number_is_first_about_equally_often():
    entries = [(number, "citizens") for number in "ABCDEFGHIJ"]
    first = Counter(draw.order(entries, str(seed), "1 2 3")[0].number for seed in range(5000))
    # Chi-square with 9 degrees of freedom: 27.9 is exceeded once in a thousand.
    assert sum((first[number] - 500) ** 2 / 500 for number, _group in entries) < 27.9


def test_the_public_value_alone_turns_the_order_though_the_seed_is_fixed():
    entries = [(new_reference(), "citizens") for _ in range(20)]
    orders = {tuple(lot.number for lot in draw.order(entries, "same", f"{n} 7 9")) for n in range(50)}
    assert len(orders) == 50


@pytest.mark.parametrize("typed", ["3 11 17 28 40 49", "49, 40, 28, 17, 11, 3", " 03;11 17\t28·40-49 "])
def test_however_the_numbers_are_typed_they_are_the_same_value(typed):
    assert draw.public_value(typed, 6) == "3 11 17 28 40 49"


@pytest.mark.parametrize("typed", ["", "3 11 17", "3 11 17 28 40 49 7", "3 11 17 28 40 x", "3'; rm", "9" * 300])
def test_anything_else_is_no_value(typed):
    with pytest.raises(draw.NotAValue):
        draw.public_value(typed, 6)


def test_only_groups_with_more_people_than_seats_need_the_draw():
    entries = [("A", "citizens"), ("B", "citizens"), ("C", "business")]
    assert draw.oversubscribed(entries, {"citizens": 1, "business": 1}) == {"citizens"}
    assert draw.oversubscribed(entries, {"citizens": 2, "business": 0}) == {"business"}


def test_the_one_line_recipe_gives_the_same_order_in_a_real_shell(tmp_path: Path):
    entries = [(new_reference(), group) for group in GROUPS for _ in range(15)]
    seed, value = draw.new_seed(), "3 11 17 28 40 49"
    (tmp_path / "anmeldungen.txt").write_text(draw.list_text(entries))
    line = draw.recipe(seed, value, "anmeldungen.txt")
    assert "\n" not in line
    said = subprocess.run(["sh", "-c", line], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert said.splitlines() == [f"{x.digest} {x.number} {x.group}" for x in draw.order(entries, seed, value)]


def published() -> draw.Published:
    entries = [(new_reference(), "citizens") for _ in range(5)]
    day, text, seed = datetime(2027, 1, 1, tzinfo=UTC), draw.list_text(entries), draw.new_seed()
    return draw.Published(
        commitment=draw.sha256(seed),
        committed_at=day,
        source="Lotto",
        numbers=3,
        announced_at=day,
        known_at=day + timedelta(days=9),
        listed=text,
        fingerprint=draw.sha256(text),
        frozen_at=day + timedelta(days=5),
        quotas={"citizens": 2},
        seed=seed,
        value="1 2 3",
        drawn_at=day + timedelta(days=10),
        order=tuple(lot.number for lot in draw.order(entries, seed, "1 2 3")),
    )


def test_a_right_draw_has_no_fault():
    assert draw.faults(published()) == []


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        ("seed", "other", "Startwert passt nicht"),
        ("fingerprint", "0" * 64, "Fingerabdruck"),
        ("frozen_at", datetime(2028, 1, 1, tzinfo=UTC), "erst fest"),
        ("committed_at", datetime(2028, 1, 1, tzinfo=UTC), "erst nach der Liste"),
        ("announced_at", datetime(2028, 1, 1, tzinfo=UTC), "Quelle"),
        ("drawn_at", datetime(2027, 1, 2, tzinfo=UTC), "bevor"),
        ("value", "3 2 1", "Form"),
        ("order", ("A",), "Reihenfolge"),
    ],
)
def test_whatever_was_bent_is_found(name, value, fault):
    assert any(fault in said for said in draw.faults(replace(published(), **{name: value})))
