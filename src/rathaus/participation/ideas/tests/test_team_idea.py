"""The team's page of one idea, and its forms."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.models import Entry
from rathaus.participation.ideas import actions
from rathaus.participation.ideas.models import Appeal, Idea, Merge, Moderation, Report, Visibility
from rathaus.participation.ideas.tests.desk import QUEUE, desk, page, typed
from rathaus.participation.ideas.tests.sent import sent

pytestmark = pytest.mark.django_db

MaxQueries = Callable[[int], Any]


@pytest.fixture
def idea(anna: Person) -> Idea:
    return sent(by=anna)


def test_the_page_of_one_shows_all_and_costs_few_queries(
    idea: Idea, lena: Person, lena_client: Client, anna: Person, django_assert_max_num_queries: MaxQueries
) -> None:
    merged = sent("Fahrradständer, bitte")
    actions.merge(merged, idea, by=lena)
    actions.answer(idea, "Wir bauen 80 Plätze.", by=lena)
    for n in range(5):
        idea.comments.create(text=f"Kommentar {n}", author_name="Anna", at=timezone.now())
        Report.objects.create(idea=idea, reason=f"Meldung {n}", at=timezone.now())
    with django_assert_max_num_queries(18):
        response = lena_client.get(desk(idea))
    shown = response.content.decode()
    for words in ("Wir bauen 80 Plätze.", "Kommentar 4", "Meldung 4", merged.title, "beantwortet", "Lena Vogt"):
        assert words in shown, words
    assert anna.email not in shown


def test_similar_ideas_lead_to_merging(idea: Idea, lena_client: Client) -> None:
    twin = sent("Mehr Fahrradständer am Bahnhof")
    assert f"zusammenfuehren/?mit={twin.number}" in page(lena_client, desk(idea))
    shown = page(lena_client, desk(idea, f"zusammenfuehren/?mit={twin.number}"))
    assert f'value="{twin.number}"' in shown
    assert twin.title in shown
    lena_client.post(desk(idea, "zusammenfuehren/"), typed(idea, number=str(twin.number)))
    assert Idea.objects.get(pk=idea.pk).merged_into == twin
    merge = Merge.objects.get()
    lena_client.post(desk(twin, f"trennen/{merge.pk}/"))
    assert Idea.objects.get(pk=idea.pk).is_public


def test_every_form_does_what_it_says(idea: Idea, lena_client: Client) -> None:
    said = {
        "antworten": {"text": "Wir prüfen das.", "signed": "Amt für Mobilität"},
        "station": {"state": "geprueft", "decided_by": "Team Smart City"},
        "aendern": {"title": "Neuer Titel", "text": "Neuer Text", "field": "wohnen", "reason": "Klarer"},
        "teilen": {"remaining": "Eins", "title": "Zweite", "text": "Zwei", "field": "wohnen"},
        "verbergen": {"reason": "Werbung"},
        "zeigen": {"reason": ""},
    }
    for name, fields in said.items():
        answer = lena_client.post(desk(idea, f"{name}/"), typed(idea, **fields))
        assert (answer.status_code, answer["Location"]) == (302, desk(idea)), name
    idea.refresh_from_db()
    assert (idea.title, idea.text, idea.answer_by, idea.state) == (
        "Neuer Titel",
        "Eins",
        "Amt für Mobilität",
        "geprueft",
    )
    verbs = set(idea.moderations.values_list("verb", flat=True))
    assert verbs == {"answered", "edited", "split", "hidden", "shown"}


def test_only_what_may_follow_is_offered_as_a_station_and_a_no_takes_a_reason(idea: Idea, lena_client: Client) -> None:
    shown = page(lena_client, desk(idea, "station/"))
    assert 'value="im-workshop"' in shown
    assert 'value="umgesetzt"' not in shown
    refused = {"state": "nicht-weiterverfolgt", "decided_by": "Team", "reason": ""}
    answer = lena_client.post(desk(idea, "station/"), typed(idea, **refused))
    assert answer.status_code == 422
    assert "braucht es einen Grund" in answer.content.decode()
    answer = lena_client.post(desk(idea, "station/"), typed(idea, **refused | {"state": "umgesetzt"}))
    assert answer.status_code == 422
    for link in ("javascript:alert(1)", "//fremd.example", "http://x.example"):
        answer = lena_client.post(
            desk(idea, "station/"), typed(idea, state="geprueft", decided_by="Team", link=link, link_text="Da")
        )
        assert answer.status_code == 422, link
    assert idea.stations.count() == 1


@pytest.mark.parametrize(
    ("place", "fields", "kept"),
    [
        ("verbergen/", {"reason": "x" * 1001}, "xxx"),
        ("aendern/", {"title": "", "text": "Mein langer Text", "field": "wohnen"}, "Mein langer Text"),
        ("antworten/", {"text": "", "signed": "Mein Amt"}, "Mein Amt"),
        ("zusammenfuehren/", {"number": "99999"}, "99999"),
        ("teilen/", {"remaining": "Bleibt hier", "field": "gibt-es-nicht"}, "Bleibt hier"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    place: str, fields: dict[str, str], kept: str, idea: Idea, lena_client: Client
) -> None:
    answer = lena_client.post(desk(idea, place), typed(idea, **fields))
    assert answer.status_code == 422
    assert kept in answer.content.decode()
    assert not Moderation.objects.exists()


def test_who_was_slower_keeps_what_she_typed_and_may_confirm(idea: Idea, lena_client: Client, konrad: Person) -> None:
    mine = typed(idea, text="Meine Antwort", signed="")
    actions.answer(idea, "Konrads Antwort", by=konrad)
    answer = lena_client.post(desk(idea, "antworten/"), mine)
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Meine Antwort" in shown
    assert "hat sich inzwischen geändert" in shown
    assert Idea.objects.get(pk=idea.pk).answer == "Konrads Antwort"
    lena_client.post(desk(idea, "antworten/"), typed(idea, text="Meine Antwort"))
    assert Idea.objects.get(pk=idea.pk).answer == "Meine Antwort"


def test_what_no_longer_makes_sense_is_said_and_nothing_is_lost(idea: Idea, lena_client: Client, lena: Person) -> None:
    actions.hide(idea, "Grund", by=lena)
    answer = lena_client.post(desk(idea, "verbergen/"), typed(idea, reason="Noch ein Grund"))
    assert answer.status_code == 409
    assert "Noch ein Grund" in answer.content.decode()
    assert lena_client.get(desk(idea, "verbergen/")).status_code == 302


def test_checking_an_idea_that_changed_meanwhile_asks_to_look_again(lena_client: Client) -> None:
    waiting = sent(origin="mail", checked=False)
    old = typed(waiting)
    Idea.objects.filter(pk=waiting.pk).update(changed_at=timezone.now())
    lena_client.post(desk(waiting, "pruefen/"), old)
    assert Idea.objects.get(pk=waiting.pk).visibility == Visibility.WAITING
    lena_client.post(desk(waiting, "pruefen/"), typed(waiting))
    assert Idea.objects.get(pk=waiting.pk).is_public


def test_looking_up_the_contact_is_recorded_and_takes_a_button(idea: Idea, anna: Person, lena_client: Client) -> None:
    assert lena_client.get(desk(idea, "kontakt/")).status_code == 405
    shown = lena_client.post(desk(idea, "kontakt/"))
    assert anna.email in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    line = Entry.objects.order_by("-number")[0]
    assert (line.verb, line.subject) == ("idea.contact_viewed", f"idea:{idea.number}")


def test_a_report_is_settled_with_a_button(idea: Idea, lena_client: Client, clara_client: Client) -> None:
    report = Report.objects.create(idea=idea, reason="Werbung", at=timezone.now())
    assert clara_client.post(desk(idea, f"meldung/{report.pk}/")).status_code == 404
    lena_client.post(desk(idea, f"meldung/{report.pk}/"), {"trifft_zu": "ja"})
    report.refresh_from_db()
    assert report.justified is True
    assert lena_client.post(desk(sent(), f"meldung/{report.pk}/")).status_code == 404


def test_an_appeal_is_answered_on_its_page(idea: Idea, lena: Person, lena_client: Client, anna_client: Client) -> None:
    actions.hide(idea, "Grund", by=lena)
    appeal = Appeal.objects.create(idea=idea, text="Ich widerspreche", at=timezone.now())
    address = desk(idea, f"einspruch/{appeal.pk}/")
    assert anna_client.get(address).status_code == 404
    assert "Ich widerspreche" in page(lena_client, address)
    assert lena_client.post(address, {"granted": "ja", "text": ""}).status_code == 422
    lena_client.post(address, {"granted": "ja", "text": "Sie haben recht."})
    assert Idea.objects.get(pk=idea.pk).is_public
    assert lena_client.post(address, {"granted": "nein", "text": "Doch nicht."}).status_code == 422


def test_a_comment_is_hidden_and_shown_on_its_page(idea: Idea, lena_client: Client, clara_client: Client) -> None:
    comment = idea.comments.create(text="Beleidigung", at=timezone.now())
    address = desk(idea, f"kommentar/{comment.pk}/")
    assert clara_client.get(address).status_code == 404
    assert "Beleidigung" in page(lena_client, address)
    assert lena_client.post(address, {"reason": ""}).status_code == 422
    lena_client.post(address, {"reason": "Beleidigend"})
    comment.refresh_from_db()
    assert comment.hidden_reason == "Beleidigend"
    assert "Beleidigend" in page(lena_client, address)
    lena_client.post(address)
    comment.refresh_from_db()
    assert comment.hidden_at is None


def test_an_idea_from_the_phone_is_written_down(lena_client: Client, lena: Person) -> None:
    told = {
        "origin": "phone",
        "title": "Mehr Bänke",
        "text": "Am Rhein.",
        "field": "wohnen",
        "contact": "frau@x.example",
    }
    wrong = lena_client.post(QUEUE + "neu/", told | {"contact": "frau"})
    assert wrong.status_code == 422
    assert "Mehr Bänke" in wrong.content.decode()
    shown = lena_client.post(QUEUE + "neu/", told, follow=True).content.decode()
    idea = Idea.objects.get()
    assert "Code zum Weitergeben" in shown
    assert (idea.author, idea.contact, idea.is_public) == (None, "frau@x.example", True)
    assert idea.moderations.get().by == lena
