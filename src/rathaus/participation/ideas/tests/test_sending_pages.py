"""Sending an idea, with and without an account, and what its author can do afterwards."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.models import Entry
from rathaus.foundation.notifications.models import Mail
from rathaus.participation.ideas import actions
from rathaus.participation.ideas.actions import changing
from rathaus.participation.ideas.models import Idea, Support, Visibility
from rathaus.participation.ideas.tests.guest import TYPED, opened, send
from rathaus.participation.ideas.tests.sent import TEXT, sent

pytestmark = pytest.mark.django_db
NEW = "/ideen/neu/"
PNG = Path(__file__).parents[3] / "entrances" / "my" / "tests" / "bruno.png"


def claim_link(client: Client) -> str:
    held = client.session["idea_receipt"]
    return f"/ideen/anspruch/{held['code']}/"


@pytest.fixture
def link(client: Client, city: None) -> str:
    """The claim link of an idea that a guest has just sent."""
    assert send(client, NEW, TYPED).status_code == 302
    return claim_link(client)


def test_a_guest_sends_an_idea_and_gets_number_and_link(client: Client) -> None:
    response = send(client, NEW, TYPED | {"contact": "gast@example.org", "further": ["wohnen"], "district": "mitte"})
    assert response["Location"] == "/ideen/eingang/"
    idea = Idea.objects.get()
    said = client.get("/ideen/eingang/").content.decode()
    assert f"Idee {idea.number}" in said
    assert claim_link(client) in said
    assert (idea.title, idea.further_fields, idea.contact) == (TYPED["title"], ["wohnen"], "gast@example.org")
    assert idea.visibility == Visibility.WAITING, "nothing says that a person sent it: the team looks first"
    mail = Mail.objects.get()
    assert (mail.to, mail.kind, mail.context) == ("gast@example.org", "idea_received", {"path": claim_link(client)})


def test_who_is_signed_in_is_its_author_and_it_is_public_at_once(anna: Person, anna_client: Client) -> None:
    assert 'name="contact"' not in anna_client.get(NEW).content.decode()
    send(anna_client, NEW, TYPED | {"shown_as": "name", "author_name": "Anna"})
    idea = Idea.objects.get()
    assert (idea.author, idea.author_name, idea.visibility) == (anna, "Anna", Visibility.PUBLIC)
    assert not Mail.objects.exists()


def test_the_same_form_sent_twice_is_one_idea_with_one_link(client: Client) -> None:
    hidden = opened(client, NEW)
    send(client, NEW, TYPED, hidden)
    first = claim_link(client)
    send(client, NEW, TYPED, hidden)
    assert Idea.objects.count() == 1
    assert claim_link(client) == first


def test_the_same_form_with_another_idea_is_not_taken_for_the_first(client: Client) -> None:
    hidden = opened(client, NEW)
    send(client, NEW, TYPED, hidden)
    response = send(client, NEW, TYPED | {"title": "Etwas anderes"}, hidden)
    assert response.status_code == 422
    assert "Etwas anderes" in response.content.decode()
    assert Idea.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"title": " "}, "in einem Satz"),
        ({"title": "x" * 121}, "höchstens 120"),
        ({"text": "x" * 5001}, "höchstens 5000"),
        ({"field": "zauberei"}, "aus der Liste"),
        ({"further": ["zauberei"]}, "aus der Liste"),
        ({"district": "köln"}, "aus der Liste"),
        ({"contact": "keine adresse"}, "keine E-Mail-Adresse"),
        ({"shown_as": "alias"}, "einen Namen"),
        ({"once": "x"}, "neu"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(
    wrong: dict[str, str], message: str, client: Client
) -> None:
    response = send(client, NEW, TYPED | {"place": "Königstraße"} | wrong)
    said = response.content.decode()
    assert response.status_code == 422
    assert message in said
    assert "Königstraße" in said
    assert not Idea.objects.exists()


def test_nonsense_that_nobody_types_keeps_nobody_out(client: Client) -> None:
    send(client, NEW, TYPED | {"latitude": "nan", "longitude": "1e999", "service": "../x", "step": "<b>"})
    idea = Idea.objects.get()
    assert (idea.latitude, idea.longitude, idea.context) == (None, None, {})


def test_pictures_come_along_and_a_wrong_file_is_refused(anna_client: Client) -> None:
    picture = SimpleUploadedFile("bruno.png", PNG.read_bytes(), "image/png")
    script = SimpleUploadedFile("bruno.png", b"#!/bin/sh", "image/png")
    response = send(anna_client, NEW, TYPED | {"attachments": [script]})
    assert response.status_code == 422
    assert "noch einmal aus" in response.content.decode()
    send(anna_client, NEW, TYPED | {"attachments": [picture]})
    assert Idea.objects.get().attachments.get().is_picture


def test_a_robot_is_kept_out_and_what_it_typed_comes_back(client: Client) -> None:
    response = send(client, NEW, TYPED | {"homepage": "http://spam.example"})
    assert response.status_code == 422
    assert TYPED["title"] in response.content.decode()
    assert not Idea.objects.exists()


def test_the_page_one_comes_from_is_kept(client: Client) -> None:
    address = f"{NEW}?leistung=hund-anmelden&schritt=hund&feld=wohnen"
    said = client.get(address).content.decode()
    assert "/leistungen/hund-anmelden/" in said
    assert 'value="wohnen"' in said
    send(client, NEW, TYPED, opened(client, address))
    assert Idea.objects.get().context == {"service": "hund-anmelden", "step": "hund"}
    assert "boese" not in client.get(f"{NEW}?leistung=../boese").content.decode()


def test_without_javascript_nearly_equal_ideas_are_shown_once_and_then_it_is_sent(client: Client) -> None:
    twin = sent(TYPED["title"], text=TYPED["text"])
    first = send(client, NEW, TYPED)
    said = first.content.decode()
    assert first.status_code == 200
    assert f"/ideen/{twin.number}/unterstuetzen/" in said
    assert "Trotzdem senden" in said
    assert send(client, NEW, TYPED | {"trotzdem": "1"}).status_code == 302
    assert Idea.objects.count() == 2


def test_something_else_is_not_held_up(client: Client) -> None:
    sent()
    assert send(client, NEW, TYPED).status_code == 302


def test_there_is_no_receipt_before_anything_is_sent(client: Client, anna_client: Client, link: str) -> None:
    assert anna_client.get("/ideen/eingang/")["Location"] == NEW
    assert client.get("/ideen/eingang/").status_code == 200


def test_the_link_opens_the_idea_in_any_browser_and_a_wrong_one_opens_nothing(link: str) -> None:
    other = Client()
    response = other.get(link)
    assert TYPED["title"] in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]
    assert other.get(link.lower()).status_code == 200, "a code may be typed in lower case"
    assert other.get("/ideen/anspruch/0000-0000-0000/").status_code == 404
    assert other.get("/ideen/anspruch/x/").status_code == 404


def test_by_the_link_it_is_changed_and_supporters_stay(client: Client, link: str, bernd: Person) -> None:
    idea = actions.check(Idea.objects.get(), by="system")
    actions.support(idea, by=bernd)
    response = client.post(f"{link}aendern/", {"title": "Neu", "text": "Ganz anders"}, follow=True)
    assert "gespeichert" in response.content.decode()
    idea.refresh_from_db()
    assert (idea.title, idea.supports, idea.checked_at) == ("Neu", 1, None)
    assert Support.objects.filter(idea=idea, person=bernd).exists()
    assert idea.moderations.first().before == {"title": TYPED["title"], "text": TYPED["text"]}
    assert Entry.objects.filter(verb="idea.edited").exists()


def test_a_changed_idea_is_found_by_its_new_words(client: Client, link: str) -> None:
    actions.check(Idea.objects.get(), by="system")
    client.post(f"{link}aendern/", {"title": "Seilbahn", "text": "Über den Rhein"})
    assert "Seilbahn" in client.get("/ideen/?q=Seilbahnen").content.decode()


def test_where_the_city_checks_first_a_changed_idea_waits_again(
    anna: Person, anna_client: Client, set_city_for_changing: Callable[..., None]
) -> None:
    idea = sent(by=anna)
    set_city_for_changing()
    anna_client.post(f"/ideen/{idea.number}/aendern/", {"title": "Neu", "text": TEXT})
    idea.refresh_from_db()
    assert idea.visibility == Visibility.WAITING


@pytest.fixture
def set_city_for_changing(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    changed = dataclasses.replace(changing.participation(), publish="after")
    return lambda: monkeypatch.setattr(changing, "participation", lambda: changed)


def test_once_the_city_has_answered_nothing_is_changed_or_taken_back(client: Client, link: str) -> None:
    actions.answer(Idea.objects.get(), "Danke.", by="system")
    assert "nur noch über das Team" in client.get(link).content.decode()
    for verb in ("aendern", "zurueckziehen"):
        assert client.post(f"{link}{verb}/", {"title": "x", "text": "y"}).status_code == 404
    assert Idea.objects.get().title == TYPED["title"]


def test_withdrawing_is_asked_first_and_then_nobody_sees_it(client: Client, link: str) -> None:
    idea = actions.check(Idea.objects.get(), by="system")
    assert "Möchten Sie Ihre Idee zurückziehen?" in client.get(f"{link}zurueckziehen/").content.decode()
    assert Client().get(f"/ideen/{idea.number}/").status_code == 200
    client.post(f"{link}zurueckziehen/")
    assert Client().get(f"/ideen/{idea.number}/").status_code == 404
    assert "zurückgezogen" in client.get(link).content.decode()
    assert Entry.objects.filter(verb="idea.withdrawn").exists()


def test_it_is_taken_into_an_account_and_the_link_is_used_up(link: str, anna: Person, anna_client: Client) -> None:
    assert Client().get(f"{link}uebernehmen/")["Location"].startswith("/konto/anmelden/?next=/ideen/anspruch/")
    assert anna_client.get(f"{link}uebernehmen/")["Location"] == link
    assert anna_client.post(f"{link}uebernehmen/")["Location"] == "/mein/ideen/"
    idea = Idea.objects.get()
    assert (idea.author, idea.contact) == (anna, "")
    assert anna_client.get(link).status_code == 404
    assert TYPED["title"] in anna_client.get("/mein/ideen/").content.decode()


def test_by_her_account_the_author_changes_and_withdraws_and_nobody_else(
    anna: Person, anna_client: Client, bernd_client: Client, lena_client: Client, client: Client
) -> None:
    idea = sent(by=anna)
    for verb in ("aendern", "zurueckziehen"):
        address = f"/ideen/{idea.number}/{verb}/"
        assert anna_client.get(address).status_code == 200
        for stranger in (bernd_client, lena_client):
            assert stranger.post(address, {"title": "x", "text": "y"}).status_code == 404
        assert client.get(address)["Location"].startswith("/konto/anmelden/")
    anna_client.post(f"/ideen/{idea.number}/zurueckziehen/")
    assert Idea.objects.get().visibility == Visibility.WITHDRAWN


def test_the_author_of_a_hidden_idea_reads_why_and_appeals_once(
    client: Client, link: str, bernd_client: Client, lena: Person
) -> None:
    idea = actions.hide(Idea.objects.get(), "Nennt einen Nachbarn", by=lena)
    said = client.get(link).content.decode()
    assert "Nennt einen Nachbarn" in said
    assert client.post(f"{link}einspruch/", {"text": ""}).status_code == 422
    assert client.post(f"{link}einspruch/", {"text": "Das ist die Straße"}).status_code == 302
    assert client.post(f"{link}einspruch/", {"text": "Noch einmal"}).status_code == 404
    assert "Wir haben ihn und prüfen ihn" in client.get(link).content.decode()
    assert bernd_client.get(f"/ideen/{idea.number}/").status_code == 404
    assert idea.appeals.get().text == "Das ist die Straße"


def test_an_author_with_an_account_appeals_on_the_page_of_the_idea(
    anna: Person, anna_client: Client, bernd_client: Client, lena: Person
) -> None:
    idea = actions.hide(sent(by=anna), "Werbung", by=lena)
    address = f"/ideen/{idea.number}/einspruch/"
    assert address.removeprefix(f"/ideen/{idea.number}/") in anna_client.get(f"/ideen/{idea.number}/").content.decode()
    assert bernd_client.post(address, {"text": "x"}).status_code == 404
    assert anna_client.post(address, {"text": "Keine Werbung"}).status_code == 302
    assert Entry.objects.filter(verb="idea.appealed").exists()
