"""The team's pages: who comes in, what is on them, what their forms do."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.participation.ideas import actions, queue
from rathaus.participation.ideas.models import Appeal, Idea, Report
from rathaus.participation.ideas.tests.desk import QUEUE, desk, page, typed
from rathaus.participation.ideas.tests.sent import sent
from rathaus.participation.ideas.views.team.panels import PANELS

pytestmark = pytest.mark.django_db

PAGES = ["", "protokoll/", "neu/"]
ABOUT_ONE = ["", *(f"{name}/" for name in PANELS)]
MaxQueries = Callable[[int], Any]


@pytest.fixture
def idea(anna: Person) -> Idea:
    return sent(by=anna)


@pytest.mark.parametrize("place", PAGES)
def test_the_team_comes_in_and_nobody_else(
    place: str, client: Client, lena_client: Client, konrad_client: Client, clara_client: Client, anna_client: Client
) -> None:
    assert lena_client.get(QUEUE + place).status_code == 200
    assert konrad_client.get(QUEUE + place).status_code == 200
    for stranger in (clara_client, anna_client):
        assert stranger.get(QUEUE + place).status_code == 404
    assert client.get(QUEUE + place)["Location"].startswith("/konto/anmelden/")


@pytest.mark.parametrize("place", ABOUT_ONE)
def test_about_one_idea_too(
    place: str, idea: Idea, client: Client, lena_client: Client, clara_client: Client, anna_client: Client
) -> None:
    assert lena_client.get(desk(idea, place)).status_code == (302 if place == "zeigen/" else 200)
    for stranger in (clara_client, anna_client):
        assert stranger.get(desk(idea, place)).status_code == 404
        assert stranger.post(desk(idea, place), typed(idea)).status_code in (404, 405)
    assert client.get(desk(idea, place))["Location"].startswith("/konto/anmelden/")


def test_there_is_no_page_of_an_idea_that_is_not_there(lena_client: Client) -> None:
    for number in ("4711", "9" * 30):
        assert lena_client.get(f"{QUEUE}{number}/").status_code == 404


def test_the_desk_leads_the_team_to_its_pages_and_others_not(lena_client: Client, clara_client: Client) -> None:
    for address in ("/arbeitsplatz/ideen/", "/arbeitsplatz/workshops/", "/arbeitsplatz/lenkungskreis/"):
        assert f'href="{address}"' in page(lena_client, QUEUE)
        assert f'href="{address}"' in page(lena_client, "/arbeitsplatz/")
        assert f'href="{address}"' not in page(clara_client, "/arbeitsplatz/")


def test_an_empty_list_says_so(lena_client: Client) -> None:
    for tab in queue.TABS:
        assert "Hier liegt nichts." in page(lena_client, f"{QUEUE}?liste={tab}")


def test_each_tab_shows_what_waits_there(lena_client: Client, lena: Person, anna: Person) -> None:
    today = timezone.localdate()
    waiting = sent("Wartet", origin="mail", checked=False)
    late, later = sent("Spät"), sent("Noch Zeit")
    Idea.objects.filter(pk=late.pk).update(answer_due_on=today - timedelta(days=1))
    reported, hidden = sent("Gemeldet"), actions.hide(sent("Verborgen"), "Grund", by=lena)
    Report.objects.create(idea=reported, reason="Das ist Werbung", at=timezone.now())
    Appeal.objects.create(idea=hidden, text="Ich widerspreche", at=timezone.now())
    expected = {
        "pruefen": ("Wartet", "Noch Zeit"),
        "antwort": ("Spät", "Noch Zeit"),
        "meldungen": ("Das ist Werbung", "Noch Zeit"),
        "einsprueche": ("Ich widerspreche", "Noch Zeit"),
    }
    for tab, (there, not_there) in expected.items():
        shown = page(lena_client, f"{QUEUE}?liste={tab}")
        assert there in shown, tab
        assert not_there not in shown, tab
    everything = page(lena_client, f"{QUEUE}?liste=alle")
    assert all(one.title in everything for one in (waiting, late, later, reported, hidden))


def test_all_ideas_are_narrowed_by_number_words_and_visibility(lena_client: Client, lena: Person) -> None:
    bench, hidden = sent("Bänke am Rhein", text="Sitzen am Wasser"), actions.hide(sent("Tempo 30"), "Grund", by=lena)
    for query, there, gone in (
        (f"q={bench.number}", bench, hidden),
        ("q=Wasser", bench, hidden),
        ("visibility=hidden", hidden, bench),
    ):
        shown = page(lena_client, f"{QUEUE}?liste=alle&{query}")
        assert there.title in shown, query
        assert gone.title not in shown, query


def test_many_page_by_key_and_cost_what_one_costs(
    lena_client: Client, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: MaxQueries
) -> None:
    monkeypatch.setattr(queue, "PAGE", 3)
    ideas = [sent(f"Idee Nummer {n}", checked=False) for n in range(7)]
    for tab in ("pruefen", "alle"):
        seen: list[int] = []
        address = f"?liste={tab}"
        while address:
            with django_assert_max_num_queries(9):
                response = lena_client.get(QUEUE + address)
            rows = response.context["page"]
            seen += [one.number for one in rows.rows]
            address = f"?liste={tab}&nach={rows.next.replace('+', '%2B')}" if rows.next else ""
        assert sorted(seen) == [one.number for one in ideas], tab
        assert len(seen) == len(set(seen))


@pytest.mark.parametrize("key", ["x", "_", "2026-99-99_1", "1_x", "2026-01-01T00:00:00_5", "9" * 40 + "_1"])
@pytest.mark.parametrize("tab", [*queue.TABS, "unbekannt"])
def test_rubbish_for_a_key_is_the_first_page(tab: str, key: str, idea: Idea, lena_client: Client) -> None:
    assert lena_client.get(QUEUE, {"liste": tab, "nach": key}).status_code == 200
    assert lena_client.get(QUEUE + "protokoll/", {"nach": key}).status_code == 200


def test_counts_stop_at_a_hundred(lena_client: Client, idea: Idea) -> None:
    Report.objects.bulk_create(Report(idea=idea, reason="x", at=timezone.now()) for _n in range(101))
    assert '<span class="count">99+</span>' in page(lena_client, QUEUE)


def test_many_are_checked_at_once_and_one_by_its_button(lena_client: Client) -> None:
    ideas = [sent(f"Mail {n}", origin="mail", checked=False) for n in range(3)]
    lena_client.post(QUEUE + "pruefen/", {"idee": [ideas[0].number, ideas[1].number, "x"]})
    assert [Idea.objects.get(pk=one.pk).is_public for one in ideas] == [True, True, False]
    answer = lena_client.post(QUEUE + "pruefen/", {"nur": ideas[2].number}, follow=True)
    assert "1 Idee geprüft." in answer.content.decode()
    assert "zuerst eine Idee" in lena_client.post(QUEUE + "pruefen/", follow=True).content.decode()


def test_the_log_shows_who_did_what_and_why(idea: Idea, lena: Person, lena_client: Client) -> None:
    actions.hide(idea, "Wirbt für eine Firma", by=lena)
    shown = page(lena_client, QUEUE + "protokoll/")
    for words in ("Wirbt für eine Firma", "Lena Vogt", "verborgen", idea.title):
        assert words in shown, words


def test_what_was_typed_is_never_markup(lena_client: Client) -> None:
    nasty = sent("<b>Titel</b>", text="<script>alert(1)</script>", checked=False)
    for address in (QUEUE, desk(nasty), desk(nasty, "aendern/")):
        assert "<script>alert" not in page(lena_client, address)
        assert "<b>Titel" not in page(lena_client, address)
