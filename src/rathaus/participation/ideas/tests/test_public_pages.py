"""What everyone sees of ideas, and who sees more."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.design.kept import FOR_ALL, FOR_STRANGERS, HEADER
from rathaus.foundation.documents.uploads import Inspected
from rathaus.participation.ideas import actions
from rathaus.participation.ideas.models import Idea
from rathaus.participation.ideas.tests.sent import sent

pytestmark = pytest.mark.django_db
MaxQueries = Callable[[int], Any]
PICTURE = Inspected("brunnen.png", "image/png", b"\x89PNG\r\n\x1a\nnot really")


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def titles(client: Client, query: str) -> list[str]:
    return [idea.title for idea in client.get(f"/ideen/{query}").context["page"].rows]


def test_an_empty_list_says_what_to_do(client: Client) -> None:
    assert "Senden Sie die erste" in page(client, "/ideen/")
    assert "Nehmen Sie einen Filter weg" in page(client, "/ideen/?feld=wohnen&q=nichts")


def test_the_list_is_sifted_by_main_and_further_field_district_state_and_words(client: Client) -> None:
    sent("Radweg", further_fields=("bildung",), district="mitte")
    sent("Bücherbus", field="bildung", text="Ein Bus bringt Bücher.")
    moved = sent("Mieter-App", field="wohnen", text="Schäden melden.")
    actions.add_station(moved, "geprueft", by="system", decided_by="Team")
    assert titles(client, "?feld=bildung") == ["Bücherbus", "Radweg"]
    assert titles(client, "?bezirk=mitte") == ["Radweg"]
    assert titles(client, "?stand=geprueft") == ["Mieter-App"]
    assert titles(client, "?q=buecher") == ["Bücherbus"]
    assert titles(client, "?feld=bildung&bezirk=mitte&q=rad") == ["Radweg"]
    assert len(titles(client, "?feld=gibtesnicht&stand=%00&sort=x&nach=-1")) == 3


@pytest.mark.parametrize("sort", ["neueste", "beliebteste", "offene-antwort"])
def test_pages_follow_each_other_without_gap_or_repetition(sort: str, client: Client) -> None:
    for number in range(45):
        Idea.objects.filter(pk=sent(f"Idee {number}").pk).update(supports=number % 3)
    seen, query = [], f"sort={sort}"
    while query:
        shown = client.get(f"/ideen/?{query}").context
        seen += [idea.number for idea in shown["page"].rows]
        query = shown["further"] if shown["page"].next else ""
    assert len(seen) == len(set(seen)) == 45
    if sort == "beliebteste":
        assert Idea.objects.get(number=seen[0]).supports == 2


def test_what_is_answered_is_not_among_those_that_need_one(client: Client) -> None:
    actions.answer(sent("Beantwortet"), "Gern.", by="system")
    sent("Offen")
    assert titles(client, "?sort=offene-antwort") == ["Offen"]


def test_list_and_detail_ask_the_database_little(client: Client, django_assert_max_num_queries: MaxQueries) -> None:
    ideas = [sent(f"Mehr Fahrradständer {number}") for number in range(25)]
    with django_assert_max_num_queries(3):
        page(client, "/ideen/")
    with django_assert_max_num_queries(9):
        page(client, f"/ideen/{ideas[0].number}/")


def test_the_page_of_an_idea_says_where_it_stands_and_why(client: Client) -> None:
    idea = sent("Parkplätze zählen", place="Hochfeld", further_fields=("breitband",), context={"service": "parken"})
    actions.add_station(
        idea, "nicht-weiterverfolgt", by="system", decided_by="Lenkungskreis", reason="Zu viel Überwachung"
    )
    actions.answer(idea, "Wir danken Ihnen.", by="system", signed="Amt 62")
    said = page(client, f"/ideen/{idea.number}/")
    for words in ("Lenkungskreis: Zu viel Überwachung", "Wir danken Ihnen.", "Amt 62", "Hochfeld", "Breitband"):
        assert words in said
    assert "/leistungen/parken/" in said
    assert f"/api/v1/ideas/{idea.number}" in said


def test_nobody_but_author_and_team_sees_what_waits(
    client: Client, anna: Person, anna_client: Client, bernd_client: Client, lena_client: Client
) -> None:
    idea = sent(by=anna, checked=False, origin="mail", files=(PICTURE,))
    address = f"/ideen/{idea.number}/"
    file = f"{address}datei/{idea.attachments.get().file_id}/"
    for stranger in (client, bernd_client):
        assert stranger.get(address).status_code == 404
        assert stranger.get(file).status_code == 404
    assert "noch nicht öffentlich" in page(anna_client, address)
    assert "noch nicht öffentlich" in page(lena_client, address)
    assert anna_client.get(file).content == PICTURE.content
    assert address not in page(client, "/ideen/")


def test_a_public_idea_nobody_has_checked_says_so_and_shows_its_pictures(client: Client) -> None:
    idea = sent(checked=False, files=(PICTURE,))
    assert "noch nicht geprüft" in page(client, f"/ideen/{idea.number}/")
    assert client.get(f"/ideen/{idea.number}/datei/{idea.attachments.get().file_id}/").status_code == 200
    other = sent("Andere")
    assert client.get(f"/ideen/{other.number}/datei/{idea.attachments.get().file_id}/").status_code == 404


def test_a_merged_idea_leads_on_and_the_other_says_so(client: Client, lena: Person) -> None:
    one, other = sent("Eins"), sent("Zwei")
    actions.merge(one, other, by=lena)
    response = client.get(f"/ideen/{one.number}/", follow=True)
    assert response.redirect_chain == [(f"/ideen/{other.number}/?von={one.number}", 302)]
    assert "hier aufgegangen" in response.content.decode()
    assert "hier aufgegangen" not in page(client, f"/ideen/{other.number}/?von=999")


@pytest.mark.parametrize("number", ["0", "99999999999999999999999", "7"])
def test_an_idea_that_is_not_there_is_missing(number: str, client: Client) -> None:
    assert client.get(f"/ideen/{number}/").status_code == 404
    assert client.get(f"/ideen/{number}/melden/").status_code == 404


def test_similar_ideas_come_as_a_piece_of_page(client: Client) -> None:
    idea = sent()
    assert f"/ideen/{idea.number}/" in page(client, "/ideen/aehnliche/?text=Fahrradständer fehlen")
    assert page(client, "/ideen/aehnliche/").strip() == ""
    assert client.get("/ideen/aehnliche/?text=%00" + "a" * 3000).status_code == 200


def test_pages_for_everyone_are_kept_and_those_of_a_person_are_not(client: Client, anna_client: Client) -> None:
    address = f"/ideen/{sent().number}/"
    for where, whom in (("/ideen/", FOR_ALL), (address, FOR_STRANGERS)):
        assert client.get(where).headers[HEADER] == whom
        assert "csrf" not in client.get(where).content.decode()
        assert "no-store" in anna_client.get(where).headers["Cache-Control"]
    assert HEADER not in anna_client.get(address).headers


def test_what_somebody_types_is_never_markup(client: Client) -> None:
    idea = sent("<script>alert(1)</script>", text="<img src=x onerror=alert(1)>", place="<b>", checked=False)
    for where in ("/ideen/", f"/ideen/{idea.number}/", "/ideen/aehnliche/?text=alert"):
        said = page(client, where)
        assert "<script>alert" not in said
        assert "<img src=x" not in said


def test_old_promises_do_not_hide_in_the_list(client: Client) -> None:
    late = sent("Überfällig")
    Idea.objects.filter(pk=late.pk).update(answer_due_on=timezone.localdate() - timedelta(days=3))
    sent("Neu")
    assert titles(client, "?sort=offene-antwort") == ["Überfällig", "Neu"]


def test_a_place_is_shown_on_a_sketch_of_the_city(city: None, client: Client) -> None:
    here = sent("Bank am Hafen", latitude=51.4375, longitude=6.7619)
    shown = page(client, here.get_absolute_url())
    assert "data-mark" in shown
    assert "https://www.openstreetmap.org/?mlat=51.4375&amp;mlon=6.7619" in shown
    for elsewhere in ({}, {"latitude": 48.1, "longitude": 11.6}):
        assert "data-mark" not in page(client, sent("Irgendwo", **elsewhere).get_absolute_url())
