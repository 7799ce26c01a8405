"""What may happen when: agenda, presence, ballots, decisions and where the idea goes."""

from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.design.templatetags.design import day
from rathaus.participation.committee import actions
from rathaus.participation.committee.counting import outcome_of
from rathaus.participation.committee.models import Ballot, Decision, Item, Meeting, Vote
from rathaus.participation.committee.refusals import NotNow
from rathaus.participation.committee.tests.round import Round, checked_idea, last_item
from rathaus.participation.ideas.models import Idea


def at(moment: datetime) -> AbstractContextManager[object]:
    """As if it were then."""
    return patch("django.utils.timezone.now", return_value=moment)


def last_station(idea: Idea) -> tuple[str, str, str]:
    station = idea.stations.last()
    assert station is not None
    return station.state, station.decided_by, station.link


def test_only_the_team_keeps_the_business(ring: Round, item: Item, emil: Person, anna: Person) -> None:
    for stranger in (emil, anna):
        with pytest.raises(PermissionDenied):
            actions.plan_meeting(ring.committee, timezone.now(), by=stranger)
        with pytest.raises(PermissionDenied):
            actions.open_ballot(item, by=stranger)
        with pytest.raises(PermissionDenied):
            actions.decide_item(item, "pursued", by=stranger)
        with pytest.raises(PermissionDenied):
            actions.nominate(checked_idea(), by=stranger)


def test_an_idea_goes_through_check_agenda_and_decision(ring: Round) -> None:
    idea = checked_idea()
    actions.nominate(idea, by="system")
    assert last_station(idea)[0] == "machbarkeit"
    meeting = ring.meeting(idea)
    assert last_station(idea) == (
        "lenkungskreis",
        f"Lenkungskreis, Sitzung vom {day(timezone.localdate())}",
        f"{meeting.get_absolute_url()}#top-2",
    )
    item = last_item(meeting)
    actions.hold_ballot(item, dict.fromkeys(ring.voting, "yes"), by="system")
    decision = actions.decide_item(item, "high", by="system", priority=1)
    state, _by, link = last_station(idea)
    assert (state, link) == ("hohe-prioritaet", decision.get_absolute_url())


def test_an_idea_nobody_has_checked_is_not_put_on_the_agenda(ring: Round) -> None:
    idea = checked_idea()
    Idea.objects.filter(pk=idea.pk).update(state="eingegangen")
    idea.refresh_from_db()
    with pytest.raises(NotNow, match="geprüft"):
        actions.put_item(ring.meeting(begun=False), idea=idea, by="system")


def test_a_deferred_item_goes_on_in_another_meeting(ring: Round, item: Item) -> None:
    later = ring.meeting(begun=False)
    with pytest.raises(NotNow, match="Grund"):
        actions.decide_item(item, "deferred", by="system", move_to=later)
    actions.decide_item(item, "deferred", by="system", reason="Es fehlt ein Angebot.", move_to=later)
    assert item.idea is not None
    assert last_station(item.idea)[0] == "zurueckgestellt"
    again = last_item(later)
    assert (again.idea, again.moved_from) == (item.idea, item)
    actions.invite(later, by="system")
    assert last_station(item.idea)[0] == "lenkungskreis"


def test_a_referred_item_is_checked_again(item: Item) -> None:
    actions.decide_item(item, "referred", by="system", reason="Die Kosten sind unklar.")
    assert item.idea is not None
    assert last_station(item.idea)[0] == "machbarkeit"


def test_the_result_must_be_what_the_ballot_says(ring: Round, item: Item, lena: Person) -> None:
    with pytest.raises(NotNow, match="braucht es eine Abstimmung"):
        actions.decide_item(item, "pursued", by=lena)
    outcome = actions.hold_ballot(item, dict.fromkeys(ring.voting, "no"), by=lena)
    assert not outcome.carried
    for by in (lena, "system"):
        with pytest.raises(NotNow, match="passt nicht"):
            actions.decide_item(item, "high", by=by)
    actions.decide_item(item, "rejected", by=lena, reason="Zu teuer.")
    with pytest.raises(NotNow, match="schon entschieden"):
        actions.decide_item(item, "rejected", by=lena, reason="Zu teuer.")


def test_a_result_known_from_reports_needs_no_ballot(item: Item) -> None:
    decision = actions.decide_item(item, "high", by="system", is_example=True)
    assert decision.ballot is None
    assert decision.is_example


def test_without_a_quorum_there_is_no_ballot(ring: Round, meeting: Meeting, item: Item) -> None:
    actions.note_presence(meeting, {seat.pk: None for seat in ring.voting[:3]}, by="system")
    with pytest.raises(NotNow, match="nicht beschlussfähig"):
        actions.open_ballot(item, by="system")


def test_the_excluded_are_not_present_for_that_item(ring: Round, meeting: Meeting, item: Item) -> None:
    actions.exclude(item, ring.trade, "arbeitet für einen Anbieter", by="system")
    ballot = actions.open_ballot(item, by="system", rule="absolute")
    with pytest.raises(NotNow, match="Befangenheit"):
        actions.cast_vote(ballot, "yes", by="system", seat=ring.trade)
    outcome = actions.close_ballot(ballot, by="system")
    assert (outcome.count.seats, outcome.count.present, outcome.excluded, outcome.absent) == (5, 4, 1, 0)


def test_exclusions_can_cost_the_quorum(ring: Round, item: Item) -> None:
    for seat in ring.voting[:3]:
        actions.exclude(item, seat, "befangen", by="system")
    with pytest.raises(NotNow, match="nicht beschlussfähig"):
        actions.open_ballot(item, by="system")


def test_who_has_voted_is_not_excluded_afterwards(ring: Round, item: Item) -> None:
    ballot = actions.open_ballot(item, by="system")
    actions.cast_vote(ballot, "yes", by="system", seat=ring.trade)
    with pytest.raises(NotNow, match="schon abgestimmt"):
        actions.exclude(item, ring.trade, "befangen", by="system")


def test_who_votes_and_leaves_has_taken_part(ring: Round, meeting: Meeting, item: Item) -> None:
    ballot = actions.open_ballot(item, by="system")
    actions.cast_vote(ballot, "yes", by="system", seat=ring.trade)
    actions.note_presence(meeting, {seat.pk: None for seat in ring.voting}, by="system")
    outcome = actions.close_ballot(ballot, by="system")
    assert (outcome.count.present, outcome.quorate, outcome.carried) == (1, False, False)
    with pytest.raises(NotNow, match="nicht beschlussfähig"):
        actions.decide_item(item, "rejected", by="system", reason="Niemand da.")


def test_a_deputy_sits_only_on_her_members_seat(ring: Round, meeting: Meeting, item: Item) -> None:
    with pytest.raises(NotNow, match="Stellvertretung"):
        actions.note_presence(meeting, {ring.trade.pk: ring.deputy.pk}, by="system")
    actions.note_presence(meeting, {ring.works.pk: ring.deputy.pk}, by="system")
    ballot = actions.open_ballot(item, by="system", kind="by_name")
    actions.cast_vote(ballot, "no", by="system", seat=ring.works)
    assert Vote.objects.get().cast_by == ring.deputy
    with pytest.raises(NotNow, match="schon abgestimmt"):
        actions.cast_vote(ballot, "yes", by="system", seat=ring.works)


def test_the_team_notes_hands_but_nothing_secret(ring: Round, item: Item, lena: Person, emil: Person) -> None:
    ballot = actions.open_ballot(item, by=lena, kind=Ballot.Kind.SECRET)
    with pytest.raises(PermissionDenied):
        actions.cast_vote(ballot, "yes", by=lena, seat=ring.trade)
    with pytest.raises(PermissionDenied):
        actions.cast_vote(ballot, "yes", by=emil, seat=ring.trade)
    actions.cast_vote(ballot, "abstain", by=emil)
    outcome = actions.close_ballot(ballot, by=lena)
    assert (outcome.count.abstain, outcome.silent) == (1, 4)


def test_a_tie_is_a_no_and_says_so(ring: Round, item: Item) -> None:
    votes = dict(zip(ring.voting, ["yes", "yes", "no", "no", "abstain"], strict=True))
    outcome = actions.hold_ballot(item, votes, by="system")
    assert not outcome.carried
    assert "Bei Gleichstand (2 zu 2) ist der Antrag abgelehnt." in outcome.sentences[1]


def test_a_circular_resolution_counts_those_who_answer_in_time(ring: Round, emil: Person) -> None:
    meeting = ring.meeting(checked_idea(), circular=True)
    ballot = actions.open_ballot(last_item(meeting), by="system")
    actions.cast_vote(ballot, "yes", by=emil)
    actions.cast_vote(ballot, "yes", by="system", seat=ring.chair)
    with at(timezone.now() + timedelta(days=8)), pytest.raises(NotNow, match="Frist"):
        actions.cast_vote(ballot, "yes", by="system", seat=ring.trade)
    outcome = actions.close_ballot(ballot, by="system")
    assert (outcome.count.present, outcome.quorate) == (2, False)


def test_a_circular_resolution_of_most_members_counts(ring: Round) -> None:
    item = last_item(ring.meeting(checked_idea(), circular=True))
    outcome = actions.hold_ballot(item, dict.fromkeys(ring.voting[:3], "yes"), by="system")
    assert outcome.carried
    assert actions.decide_item(item, "pursued", by="system").item == item


def test_a_meeting_does_not_end_while_a_ballot_is_open(meeting: Meeting, item: Item) -> None:
    ballot = actions.open_ballot(item, by="system")
    with pytest.raises(NotNow, match="noch offen"):
        actions.close_meeting(meeting, by="system")
    actions.close_ballot(ballot, by="system")
    actions.close_meeting(meeting, by="system")
    with pytest.raises(NotNow, match="läuft"):
        actions.open_ballot(item, by="system")


def test_a_person_is_not_appointed_twice_at_a_time(ring: Round, emil: Person) -> None:
    with pytest.raises(NotNow, match="schon an"):
        actions.appoint(ring.committee, "Noch ein Platz", by="system", person=emil)
    actions.end_term(ring.emil, timezone.localdate(), by="system")
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert actions.appoint(ring.committee, "Ein anderer Platz", by="system", person=emil, since=tomorrow)


def test_approved_minutes_stay(meeting: Meeting, item: Item) -> None:
    minutes = actions.write_minutes(meeting, "Text", by="system")
    with pytest.raises(NotNow, match="läuft noch"):
        actions.approve_minutes(minutes, by="system")
    actions.close_meeting(meeting, by="system")
    minutes.meeting.refresh_from_db()
    actions.approve_minutes(minutes, by="system")
    with pytest.raises(NotNow, match="genehmigt"):
        actions.write_minutes(meeting, "Anderer Text", by="system")
    with pytest.raises(NotNow, match="genehmigt"):
        actions.change_item(
            Item.objects.select_related("meeting__minutes").get(pk=item.pk),
            by="system",
            title="A",
            proposal="",
            minutes="",
        )


def test_a_replayed_meeting_lies_in_the_past_and_is_marked(ring: Round) -> None:
    then = timezone.now() - timedelta(days=2500)
    for member in ring.members.values():
        member.since = then.date() - timedelta(days=30)
        member.save()
    with at(then):
        meeting = actions.plan_meeting(ring.committee, then, by="system", is_example=True)
        idea = checked_idea()
        actions.put_item(meeting, idea=idea, by="system")
        actions.invite(meeting, by="system")
        actions.begin_meeting(meeting, by="system")
        ring.all_present(meeting)
        item = last_item(meeting)
        outcome = actions.hold_ballot(item, dict.fromkeys(ring.voting, "yes"), by="system")
        actions.decide_item(item, "high", by="system")
    decision = Decision.objects.get()
    assert decision.is_example
    assert decision.at == then
    assert outcome_of(outcome.ballot).carried
    assert idea.stations.last().is_example  # type: ignore[union-attr]
