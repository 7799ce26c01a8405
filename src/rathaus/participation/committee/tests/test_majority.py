"""The arithmetic of majorities against the definition written out vote by vote."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rathaus.participation.committee.majority import Count, Rule, is_carried, is_quorate, needed, quorum

VOTES = st.lists(st.sampled_from(["yes", "no", "abstain", "silent"]), max_size=40)
RULES = st.sampled_from(list(Rule))


def count_of(votes: list[str], seats: int) -> Count:
    return Count(seats, len(votes), votes.count("yes"), votes.count("no"), votes.count("abstain"))


def carried_by_definition(rule: Rule, votes: list[str], seats: int) -> bool:
    """Pairs off votes instead of comparing sums."""
    if Fraction(len(votes), seats) <= Fraction(1, 2):
        return False
    said = [vote for vote in votes if vote in ("yes", "no")]
    yes = [vote for vote in said if vote == "yes"]
    share = Fraction(len(yes), len(said)) if said else Fraction(0)
    return {
        Rule.SIMPLE: share > Fraction(1, 2),
        Rule.ABSOLUTE: Fraction(len(yes), seats) > Fraction(1, 2),
        Rule.TWO_THIRDS: share >= Fraction(2, 3),
    }[rule]


@given(RULES, VOTES, st.integers(0, 40))
def test_a_motion_is_carried_as_the_definition_says(rule: Rule, votes: list[str], absent: int) -> None:
    seats = len(votes) + absent
    assume(seats)
    assert is_carried(rule, count_of(votes, seats)) == carried_by_definition(rule, votes, seats)


@given(RULES, VOTES, st.integers(0, 10))
def test_the_number_needed_is_the_smallest_that_carries(rule: Rule, votes: list[str], absent: int) -> None:
    seats = len(votes) + absent
    assume(seats)
    count = count_of(votes, seats)
    assume(is_quorate(count))
    fewest = needed(rule, count)
    for yes in range(count.decisive + 1):
        other = Count(seats, count.present, yes, count.decisive - yes, count.abstain)
        assert is_carried(rule, other) == (yes >= fewest)


@given(VOTES, st.integers(0, 10))
def test_an_abstention_changes_nothing_but_the_quorum(votes: list[str], absent: int) -> None:
    seats = len(votes) + absent
    assume("silent" in votes)
    swapped = ["abstain" if vote == "silent" else vote for vote in votes]
    for rule in Rule:
        assert is_carried(rule, count_of(votes, seats)) == is_carried(rule, count_of(swapped, seats))


@pytest.mark.parametrize("rule", [Rule.SIMPLE, Rule.TWO_THIRDS, Rule.ABSOLUTE])
def test_a_tie_is_a_no(rule: Rule) -> None:
    assert not is_carried(rule, Count(seats=10, present=10, yes=5, no=5))


@pytest.mark.parametrize(("seats", "enough"), [(1, 1), (2, 2), (12, 7), (13, 7)])
def test_more_than_half_must_be_there(seats: int, enough: int) -> None:
    assert quorum(seats) == enough


def test_the_mock_page_is_right() -> None:
    count = Count(seats=13, present=10, yes=8, no=1, abstain=1)
    assert needed(Rule.ABSOLUTE, count) == 7
    assert is_carried(Rule.ABSOLUTE, count)


@pytest.mark.parametrize("figures", [(3, 4, 0, 0, 0), (3, 2, 2, 1, 0), (3, 3, -1, 0, 0)])
def test_impossible_figures_are_refused(figures: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"."):
        Count(*figures)
