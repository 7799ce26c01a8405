"""The pages, as the right and the wrong person, empty, with one and with many rows."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.notifications.models import Mail
from rathaus.participation.committee import actions
from rathaus.participation.committee.models import Ballot, Decision, Item, Meeting, Member, Nomination
from rathaus.participation.committee.tests.round import Round, checked_idea, last_item

POINTS = {"nutzen": 5, "machbarkeit": 4, "aufwand": 3, "zugang": 2, "datenschutz": 1}


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)
    return response.content.decode()


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        text(client, path)
    return len(caught)


def decided(ring: Round, title: str = "Ein Konto für alles", result: str = "pursued") -> Decision:
    idea = checked_idea(title)
    actions.nominate(idea, by="system", goal="Alles an einer Stelle")
    item = last_item(ring.meeting(idea))
    actions.hold_ballot(item, dict.fromkeys(ring.voting, "yes"), by="system", kind="by_name", rule="absolute")
    return actions.decide_item(item, result, by="system", conditions="Der Schalter bleibt.\nOhne Drucker.")


@pytest.mark.usefixtures("city")
def test_before_anything_is_there_the_pages_say_so(client: Client, lena_client: Client, emil_client: Client) -> None:
    assert "Noch gibt es keine Sitzung" in text(client, "/lenkungskreis/")
    assert "noch nicht eingerichtet" in text(lena_client, "/arbeitsplatz/lenkungskreis/")
    assert "Noch ist keine Idee vorgeschlagen" in text(lena_client, "/arbeitsplatz/lenkungskreis/dossiers/")
    assert emil_client.get("/lenkungskreis/mein/").status_code == 404


def test_the_public_reads_how_it_was_decided(ring: Round, client: Client) -> None:
    decision = decided(ring)
    page = text(client, decision.get_absolute_url())
    assert "mindestens 3 Ja" in page
    assert "Mit 5 Ja-Stimmen ist der Antrag angenommen." in page
    assert "Der Schalter bleibt." in page
    assert "Vertretung Stadtwerke" in page
    assert "Alles an einer Stelle" in page
    assert decision.item.title in text(client, "/lenkungskreis/")
    assert decision.item.title in text(client, decision.item.meeting.get_absolute_url())


def test_to_whom_reads_english_german_titles_are_said_to_be_german(ring: Round, client: Client) -> None:
    decision = decided(ring, "Ein Konto")
    client.cookies["sprache"] = "en"
    assert 'lang="de">Ein Konto</h1>' in text(client, decision.get_absolute_url())
    agenda = text(client, decision.item.meeting.get_absolute_url())
    assert f'<span lang="de"><a href="{decision.get_absolute_url()}">Ein Konto</a></span>' in agenda


def test_what_is_planned_or_not_public_stays_inside(ring: Round, client: Client, emil_client: Client) -> None:
    planned = ring.meeting(begun=False)
    assert client.get(planned.get_absolute_url()).status_code == 404
    actions.put_item(planned, "Vertrag mit der Muster GmbH", by="system", is_public=False)
    actions.invite(planned, by="system")
    public = text(client, planned.get_absolute_url())
    assert "Muster GmbH" not in public
    assert "Nicht öffentlicher Punkt" in public
    assert "Muster GmbH" in text(emil_client, f"/lenkungskreis/mein/sitzungen/{planned.slug}/")


def test_a_decision_that_is_not_public_has_no_page(ring: Round, client: Client) -> None:
    meeting = ring.meeting()
    item = actions.put_item(meeting, "Vertrag", by="system", is_public=False)
    actions.hold_ballot(item, dict.fromkeys(ring.voting, "yes"), by="system")
    decision = actions.decide_item(item, "pursued", by="system")
    assert client.get(decision.get_absolute_url()).status_code == 404
    assert "Vertrag" not in text(client, f"{meeting.get_absolute_url()}stimmen.csv")
    assert "Vertrag" not in text(client, "/lenkungskreis/")


def test_only_members_reach_the_members_pages(
    ring: Round, meeting: Meeting, anna_client: Client, lena_client: Client
) -> None:
    for path in ("/lenkungskreis/mein/", f"/lenkungskreis/mein/sitzungen/{meeting.slug}/"):
        assert anna_client.get(path).status_code == 404
        assert lena_client.get(path).status_code == 404
        assert Client().get(path).status_code == 302


def test_emil_is_a_member_only_in_his_term(ring: Round, emil_client: Client) -> None:
    text(emil_client, "/lenkungskreis/mein/")
    Member.objects.filter(pk=ring.emil.pk).update(since="2018-01-01", until="2019-01-01")
    assert emil_client.get("/lenkungskreis/mein/").status_code == 404


def test_the_team_pages_are_for_the_team(
    ring: Round, meeting: Meeting, item: Item, emil_client: Client, clara_client: Client
) -> None:
    paths = ["", "mitglieder/neu/", "dossiers/", f"sitzungen/{meeting.slug}/", f"punkte/{item.pk}/entscheiden/"]
    for path in paths:
        for client in (emil_client, clara_client):
            assert client.get(f"/arbeitsplatz/lenkungskreis/{path}").status_code == 404
            assert client.post(f"/arbeitsplatz/lenkungskreis/{path}").status_code == 404


def test_emil_votes_once_by_himself(ring: Round, item: Item, emil_client: Client) -> None:
    ballot = actions.open_ballot(item, by="system", kind=Ballot.Kind.SECRET)
    path = f"/lenkungskreis/mein/abstimmen/{ballot.pk}/"
    assert item.title in text(emil_client, "/lenkungskreis/mein/")
    assert "Bitte wählen" in emil_client.post(path, {}).content.decode()
    assert emil_client.post(path, {"choice": "yes"}).status_code == 302
    assert ballot.votes.get().seat == ring.emil
    assert emil_client.post(path, {"choice": "no"}).status_code == 404
    assert ballot.papers.get().choice == "yes"


def test_nobody_else_votes_for_him(ring: Round, item: Item, anna_client: Client, lena_client: Client) -> None:
    ballot = actions.open_ballot(item, by="system")
    path = f"/lenkungskreis/mein/abstimmen/{ballot.pk}/"
    assert anna_client.post(path, {"choice": "yes"}).status_code == 404
    assert lena_client.post(path, {"choice": "yes"}).status_code == 404
    assert not ballot.votes.exists()


def test_the_team_runs_a_whole_meeting(lena_client: Client, client: Client, emil: Person) -> None:
    """Every step through the pages, from the empty house to the published minutes."""
    desk, idea, day = "/arbeitsplatz/lenkungskreis/", checked_idea(), timezone.localdate() + timedelta(days=60)

    def post(path: str, **typed: object) -> None:
        response = lena_client.post(f"{desk}{path}", typed)
        assert response.status_code == 302, response.content.decode()

    post("einrichten/")
    post("mitglieder/neu/", title="Vorsitz", role="chair", since="2020-01-01")
    post("mitglieder/neu/", title="Bürgerschaft", role="member", since="2020-01-01", email=emil.email)
    post("dossiers/neu/", number=idea.number, goal="Ein Konto")
    nomination = Nomination.objects.get()
    post(
        f"dossiers/{nomination.pk}/pruefung/",
        way="own",
        cost="small",
        effort="medium",
        consent="given",
        office="Smart City",
    )
    post("dossiers/", nominations=nomination.pk, people=emil.pk)
    post("sitzungen/neu/", starts_at=f"{day}T14:00", place="Rathaus")
    post(f"sitzungen/{day}/punkt/", number=idea.number, is_public="on")
    post(f"sitzungen/{day}/schritt/invite/")
    post(f"sitzungen/{day}/schritt/begin/")
    seats = {f"seat-{member.pk}": member.pk for member in Member.objects.all()}
    post(f"sitzungen/{day}/anwesenheit/", **seats)
    item = Item.objects.get()
    post(f"punkte/{item.pk}/abstimmen/", kind="open", rule="simple")
    ballot = Ballot.objects.get()
    post(f"abstimmungen/{ballot.pk}/stimmen/", **dict.fromkeys(seats, "yes"))
    post(f"abstimmungen/{ballot.pk}/schliessen/")
    post(f"punkte/{item.pk}/entscheiden/", result="high", conditions="Der Schalter bleibt.")
    post(f"sitzungen/{day}/schritt/close/")
    post(f"sitzungen/{day}/niederschrift/", text="Beginn um 14 Uhr.")
    post(f"sitzungen/{day}/niederschrift/approve/")
    post(f"sitzungen/{day}/niederschrift/publish/")

    assert "Beginn um 14 Uhr." in text(client, f"/lenkungskreis/sitzungen/{day}/niederschrift/")
    idea.refresh_from_db()
    assert idea.state == "hohe-prioritaet"
    assert {"committee_meeting", "committee_evaluation"} <= set(Mail.objects.values_list("kind", flat=True))
    for path in (f"punkte/{item.pk}/", f"sitzungen/{day}/", "", "dossiers/", f"dossiers/{nomination.pk}/"):
        text(lena_client, f"{desk}{path}")


def test_the_published_minutes_leave_out_what_is_not_public(ring: Round, client: Client, lena_client: Client) -> None:
    meeting = ring.meeting()
    item = actions.put_item(meeting, "Vertrag mit der Muster GmbH", by="system", is_public=False)
    actions.change_item(item, by="system", title=item.title, proposal="", minutes="Streng vertraulich")
    actions.close_meeting(meeting, by="system")
    minutes = actions.write_minutes(meeting, "Ende um 15 Uhr.", by="system")
    path = f"{meeting.get_absolute_url()}niederschrift/"
    assert client.get(path).status_code == 404
    actions.approve_minutes(minutes, by="system")
    assert client.get(path).status_code == 404
    actions.publish_minutes(minutes, by="system")
    page = text(client, path)
    assert "Ende um 15 Uhr." in page
    assert "Muster GmbH" not in page
    assert "vertraulich" not in page
    pdf = client.get(f"{meeting.get_absolute_url()}niederschrift.pdf")
    assert pdf["Content-Type"] == "application/pdf"
    assert lena_client.get(f"{meeting.team_url}niederschrift.pdf").content.startswith(b"%PDF")


def test_what_is_wrong_is_said_and_kept(ring: Round, lena_client: Client) -> None:
    page = lena_client.post(
        "/arbeitsplatz/lenkungskreis/mitglieder/neu/",
        {"title": "Zoo", "role": "deputy", "since": "gestern", "email": "niemand@rathaus.example"},
    ).content.decode()
    assert "Das ist kein Datum" in page
    assert "gibt es kein Konto" in page
    assert 'value="Zoo"' in page
    nominate = lena_client.post("/arbeitsplatz/lenkungskreis/dossiers/neu/", {"number": 99, "goal": "Mein Ziel"})
    assert "keine öffentliche Idee" in nominate.content.decode()
    assert "Mein Ziel" in nominate.content.decode()


def test_an_evaluator_scores_what_is_hers_and_not_yet_done(
    ring: Round, emil: Person, emil_client: Client, lena: Person, anna_client: Client
) -> None:
    nomination = actions.nominate(checked_idea(), by=lena)
    assert actions.assign_evaluators([nomination], [emil], by=lena) == 1
    assert actions.assign_evaluators([nomination], [emil], by=lena) == 0
    path = f"/lenkungskreis/mein/bewerten/{nomination.assignments.get().pk}/"
    assert path in text(emil_client, "/lenkungskreis/mein/").split("Zuletzt")[0]
    assert anna_client.get(path).status_code == 404
    assert "Bitte wählen" in emil_client.post(path, {"nutzen": 3, "remark": "gut"}).content.decode()
    assert emil_client.post(path, POINTS | {"remark": "gut"}).status_code == 302
    assert "alles bewertet" in text(emil_client, "/lenkungskreis/mein/")
    # 5·30 + 4·25 + 3·15 + 2·15 + 1·15 = 340 of a hundred
    assert "<b>3,4</b>" in text(emil_client, path)


def test_votes_come_as_csv_that_no_spreadsheet_runs(ring: Round, client: Client) -> None:
    decision = decided(ring)
    item = actions.put_item(decision.item.meeting, "=1+1", by="system")
    actions.hold_ballot(item, dict.fromkeys(ring.voting, "no"), by="system")
    lines = text(client, f"{decision.item.meeting.get_absolute_url()}stimmen.csv").splitlines()
    assert len(lines) == 3
    assert ",5,0,0,5,0,5,angenommen,Vorsitz der Stadt: Ja;" in lines[1]
    assert ",'=1+1," in lines[2]
    assert "Stadtwerke" not in lines[2]


def test_a_page_of_many_asks_as_often_as_a_page_of_one(
    ring: Round, client: Client, lena_client: Client, emil_client: Client
) -> None:
    first = decided(ring, "Idee 0")
    paths = {
        client: ["/lenkungskreis/", first.item.meeting.get_absolute_url(), first.get_absolute_url()],
        lena_client: ["/arbeitsplatz/lenkungskreis/", "/arbeitsplatz/lenkungskreis/dossiers/"],
        emil_client: ["/lenkungskreis/mein/"],
    }
    once = {path: queries(who, path) for who, asked in paths.items() for path in asked}
    for number in range(1, 4):
        decided(ring, f"Idee {number}")
    again = {path: queries(who, path) for who, asked in paths.items() for path in asked}
    assert again == once


def test_whoever_sits_on_the_committee_shows_a_second_factor_first(
    ring: Round, emil_client: Client, client: Client, settings: Settings
) -> None:
    settings.STAFF_FACTOR = True
    answer = emil_client.get("/lenkungskreis/mein/")
    assert answer.headers["Location"] == "/konto/sicherheit/zweiter-schritt/?next=/lenkungskreis/mein/"
    text(client, "/lenkungskreis/")


@pytest.mark.usefixtures("ring")
def test_the_link_for_members_leads_members_to_their_pages_and_tells_all_others_whom_they_are_for(
    client: Client, emil_client: Client, anna_client: Client
) -> None:
    link = "/lenkungskreis/mitwirken/"
    assert f'href="{link}"' in text(client, "/lenkungskreis/")
    assert client.get(link).headers["Location"] == f"/konto/anmelden/?next={link}"
    assert emil_client.get(link).headers["Location"] == "/lenkungskreis/mein/"
    assert "Ihr Konto gehört zurzeit nicht dazu" in text(anna_client, link)
    assert anna_client.get("/lenkungskreis/mein/").status_code == 404
