"""What the pages say before and after a step: which meeting, what cannot be undone, what is wrong."""

import re
from itertools import pairwise

import pytest
from django.test import Client

from rathaus.foundation.accounts.models import Person
from rathaus.participation.committee import actions
from rathaus.participation.committee.models import Item
from rathaus.participation.committee.tests.round import Round
from rathaus.participation.committee.tests.test_pages import text


@pytest.mark.parametrize(
    ("state", "verb", "said"),
    [("begun", "close", "nicht mehr abgestimmt"), ("planned", "invite", "sofort öffentlich")],
)
def test_a_step_that_cannot_be_undone_is_asked_once_more(
    ring: Round, lena_client: Client, state: str, verb: str, said: str
) -> None:
    meeting = ring.meeting(begun=state == "begun")
    before = meeting.state
    path = f"{meeting.team_url}schritt/{verb}/"
    assert path in text(lena_client, meeting.team_url)
    assert said in text(lena_client, path)
    meeting.refresh_from_db()
    assert meeting.state == before
    assert lena_client.post(path).status_code == 302
    meeting.refresh_from_db()
    assert meeting.state != before


def test_a_refused_step_says_why_on_its_page(ring: Round, lena_client: Client) -> None:
    meeting = ring.meeting()
    refused = lena_client.post(f"{meeting.team_url}schritt/invite/")
    assert refused.status_code == 422
    assert "Eingeladen ist schon." in refused.content.decode()
    assert lena_client.get(f"{meeting.team_url}schritt/begin/").status_code == 405


def test_counting_is_asked_once_more_and_nothing_is_decided_before(
    ring: Round, item: Item, lena_client: Client
) -> None:
    ballot = actions.open_ballot(item, by="system")
    page = text(lena_client, item.team_url)
    assert f"{item.team_url}entscheiden/" not in page
    counting = f"/arbeitsplatz/lenkungskreis/abstimmungen/{ballot.pk}/schliessen/"
    assert counting in page
    assert "niemand mehr abstimmen" in text(lena_client, counting)
    ballot.refresh_from_db()
    assert ballot.is_open


def test_no_result_is_chosen_beforehand(ring: Round, item: Item, lena_client: Client) -> None:
    path = f"{item.team_url}entscheiden/"
    actions.hold_ballot(item, dict.fromkeys(ring.voting, "yes"), by="system")
    page = text(lena_client, path)
    assert "Mit 5 Ja-Stimmen" in page
    assert "selected" not in page.partition('name="result"')[2].partition("</select>")[0].replace(
        '<option value="" selected', ""
    )
    refused = lena_client.post(path, {"result": ""})
    assert refused.status_code == 422
    assert "Bitte wählen" in refused.content.decode()


def test_every_form_of_a_meeting_says_which_and_leads_back(ring: Round, item: Item, lena_client: Client) -> None:
    meeting = item.meeting
    for name in ("anwesenheit", "punkt", "anlage", "niederschrift"):
        page = text(lena_client, f"{meeting.team_url}{name}/")
        assert "Sitzung vom" in page.partition("<title>")[2].partition("</title>")[0]
        assert f'href="{meeting.team_url}"' in page
    for name in ("aendern", "befangen", "abstimmen", "entscheiden"):
        assert item.title in text(lena_client, f"{item.team_url}{name}/").partition("</title>")[0]


def test_seats_are_not_called_voluntary(ring: Round, item: Item, lena_client: Client) -> None:
    assert "freiwillig" not in text(lena_client, f"{item.meeting.team_url}anwesenheit/")


def test_an_unknown_cost_is_not_half_a_sentence(ring: Round, item: Item, client: Client) -> None:
    assert item.idea is not None
    nomination = actions.nominate(item.idea, by="system")
    actions.record_check(nomination, by="system", way="own", consent="not_needed", office="", cost="", effort="")
    actions.hold_ballot(item, dict.fromkeys(ring.voting, "yes"), by="system")
    page = text(client, actions.decide_item(item, "pursued", by="system").get_absolute_url())
    assert "Kosten und Aufwand" not in page
    assert "Geprüft am" in page


def headings(page: str) -> list[int]:
    return [int(level) for level in re.findall(r"<h([1-6])[ >]", page)]


def test_headings_leave_out_no_level(ring: Round, item: Item, lena: Person, emil: Person, lena_client: Client) -> None:
    assert item.idea is not None
    nomination = actions.nominate(item.idea, by=lena)
    actions.assign_evaluators([nomination], [emil], by=lena)
    scoring = f"/lenkungskreis/mein/bewerten/{nomination.assignments.get().pk}/"
    emil_client = Client()
    emil_client.force_login(emil)
    for client, path in ((lena_client, nomination.team_url), (lena_client, item.team_url), (emil_client, scoring)):
        levels = headings(text(client, path).partition("<main")[2].partition("</main>")[0])
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_a_missing_vote_is_said_at_the_choice(ring: Round, item: Item, emil_client: Client) -> None:
    ballot = actions.open_ballot(item, by="system")
    refused = emil_client.post(f"/lenkungskreis/mein/abstimmen/{ballot.pk}/", {})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "<title>Fehler: Abstimmen" in page
    assert 'id="id_choice"' in page
    assert page.count("Bitte wählen Sie.") == 2
