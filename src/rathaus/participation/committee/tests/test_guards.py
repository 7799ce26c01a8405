"""What the database refuses, whoever writes the SQL."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction

from rathaus.participation.committee import actions
from rathaus.participation.committee.models import Ballot, Item, Meeting, Member
from rathaus.participation.committee.tests.round import Round, checked_idea, last_item

VOTE = "INSERT INTO committee_vote (id, ballot_id, seat_id, cast_by_id, choice) VALUES (%s, %s, %s, %s, %s)"
PAPER = "INSERT INTO committee_paper (id, ballot_id, choice) VALUES (%s, %s, %s)"
SIT = "INSERT INTO committee_attendance (meeting_id, seat_id, present_id) VALUES (%s, %s, %s)"
RESIT = "UPDATE committee_attendance SET present_id = %s WHERE meeting_id = %s AND seat_id = %s"


def sql(statement: str, *values: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.rowcount


def refused(statement: str, *values: object) -> bool:
    try:
        with transaction.atomic():
            sql(statement, *values)
    except IntegrityError:
        return True
    return False


def new_id() -> str:
    return uuid.uuid4().hex


def vote(ballot: Ballot, seat: Member, cast_by: Member, choice: str = "yes") -> tuple[object, ...]:
    return VOTE, new_id(), ballot.pk, seat.pk, cast_by.pk, choice


@pytest.fixture
def ballot(item: Item) -> Ballot:
    return actions.open_ballot(item, by="system")


@pytest.fixture
def secret(ring: Round) -> Ballot:
    meeting = ring.meeting(checked_idea("Geheim"))
    return actions.open_ballot(last_item(meeting), by="system", kind=Ballot.Kind.SECRET)


def test_by_hand_a_seat_votes_once(ring: Round, ballot: Ballot) -> None:
    assert not refused(*vote(ballot, ring.trade, ring.trade))
    assert refused(*vote(ballot, ring.trade, ring.trade, "no"))


def test_by_hand_a_deputy_does_not_vote_for_a_member_who_is_here(ring: Round, ballot: Ballot) -> None:
    assert refused(*vote(ballot, ring.works, ring.deputy))
    assert not refused(*vote(ballot, ring.works, ring.works))


def test_by_hand_a_deputy_votes_once_the_member_is_away(ring: Round, meeting: Meeting, ballot: Ballot) -> None:
    sql(RESIT, ring.deputy.pk, meeting.pk, ring.works.pk)
    assert refused(*vote(ballot, ring.works, ring.works))
    assert not refused(*vote(ballot, ring.works, ring.deputy))


def test_by_hand_member_and_deputy_do_not_both_vote(ring: Round, meeting: Meeting, ballot: Ballot) -> None:
    assert not refused(*vote(ballot, ring.works, ring.works))
    sql(RESIT, ring.deputy.pk, meeting.pk, ring.works.pk)
    assert refused(*vote(ballot, ring.works, ring.deputy, "no"))


def test_by_hand_a_deputy_does_not_take_the_seat_of_another(ring: Round, meeting: Meeting) -> None:
    assert refused(RESIT, ring.deputy.pk, meeting.pk, ring.trade.pk)
    assert refused(SIT, meeting.pk, ring.advisor.pk, ring.deputy.pk)
    assert not refused(SIT, meeting.pk, ring.advisor.pk, ring.advisor.pk)


def test_by_hand_a_seat_is_taken_by_one(ring: Round, meeting: Meeting) -> None:
    assert refused(SIT, meeting.pk, ring.works.pk, ring.deputy.pk)


def test_by_hand_nobody_votes_who_is_absent_advisory_or_excluded(
    ring: Round, meeting: Meeting, item: Item, ballot: Ballot
) -> None:
    sql(SIT, meeting.pk, ring.advisor.pk, ring.advisor.pk)
    assert refused(*vote(ballot, ring.advisor, ring.advisor))
    sql("DELETE FROM committee_attendance WHERE seat_id = %s", ring.chair.pk)
    assert refused(*vote(ballot, ring.chair, ring.chair))
    actions.exclude(item, ring.school, "arbeitet für einen Anbieter", by="system")
    assert refused(*vote(ballot, ring.school, ring.school))


def test_by_hand_nobody_votes_after_the_end_or_reopens(ring: Round, ballot: Ballot) -> None:
    actions.close_ballot(ballot, by="system")
    assert refused(*vote(ballot, ring.trade, ring.trade))
    assert refused("UPDATE committee_ballot SET closed_at = NULL WHERE id = %s", ballot.pk)


def test_by_hand_a_cast_vote_stays_and_the_majority_rule_too(ring: Round, ballot: Ballot) -> None:
    sql(*vote(ballot, ring.trade, ring.trade))  # type: ignore[arg-type]
    assert refused("UPDATE committee_vote SET choice = 'no' WHERE ballot_id = %s", ballot.pk)
    assert refused("UPDATE committee_ballot SET rule = 'absolute' WHERE id = %s", ballot.pk)
    assert refused("UPDATE committee_ballot SET kind = 'secret' WHERE id = %s", ballot.pk)


def test_by_hand_a_secret_vote_names_no_choice_and_an_open_one_does(
    ring: Round, ballot: Ballot, secret: Ballot
) -> None:
    assert refused(*vote(secret, ring.trade, ring.trade, "yes"))
    assert refused(*vote(ballot, ring.trade, ring.trade, ""))
    assert refused(*vote(ballot, ring.trade, ring.trade, "perhaps"))


def test_by_hand_the_box_is_not_stuffed(ring: Round, secret: Ballot, ballot: Ballot) -> None:
    assert refused(PAPER, new_id(), secret.pk, "yes")
    sql(*vote(secret, ring.trade, ring.trade, ""))  # type: ignore[arg-type]
    assert not refused(PAPER, new_id(), secret.pk, "yes")
    assert refused(PAPER, new_id(), secret.pk, "yes")
    assert refused("UPDATE committee_paper SET choice = 'no' WHERE ballot_id = %s", secret.pk)
    assert refused(PAPER, new_id(), ballot.pk, "yes")


def test_by_hand_no_second_ballot_is_open_and_no_item_is_decided_twice(item: Item, ballot: Ballot) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Ballot.objects.create(item=item, question="Noch einmal", opened_at=ballot.opened_at)


def test_nothing_in_the_database_joins_voter_and_secret_choice(ring: Round, secret: Ballot) -> None:
    for seat, choice in zip(ring.voting, ["yes", "no", "abstain", "yes", "no"], strict=True):
        actions.cast_vote(secret, choice, by="system", seat=seat)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM committee_paper WHERE ballot_id = %s", [secret.pk])
        columns = {column[0] for column in cursor.description}
        papers = cursor.fetchall()
    assert columns == {"id", "ballot_id", "choice"}
    assert len(papers) == 5
    assert set(secret.votes.values_list("choice", flat=True)) == {""}


def test_the_order_in_which_papers_lie_says_nothing(ring: Round) -> None:
    """Five papers in the order cast would have it so every time; shuffled, once in thirty."""
    orders = set()
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    for number in range(8):
        ballot = actions.open_ballot(
            last_item(ring.meeting(checked_idea(f"Idee {number}"))), by="system", kind=Ballot.Kind.SECRET
        )
        for seat, choice in zip(ring.voting, ["yes", "no", "no", "no", "abstain"], strict=True):
            actions.cast_vote(ballot, choice, by="system", seat=seat)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT choice FROM committee_paper WHERE ballot_id = %s ORDER BY {place}", [ballot.pk])
            orders.add(tuple(row[0] for row in cursor.fetchall()))
    assert len(orders) > 1
