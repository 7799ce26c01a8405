"""Cards on a table, from the phones that lie around it."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from rathaus.participation.rooms.models import DOTS, Card, Dot, Room
from rathaus.participation.rooms.tests.scene import Phone

Phones = Callable[..., Phone]


def test_without_the_code_there_is_no_room(city: None, room: Room) -> None:
    for path in ("", "leinwand/", "tafel/", "vorrat/", "leitung/"):
        assert Client().get(f"/raum/0000-0000/{path}").status_code in (404, 302)
    assert Client().get("/raum/0000-0000/").status_code == 404


def test_the_code_is_understood_however_it_is_typed(room: Room) -> None:
    typed = room.code.lower().replace("-", " ").replace("0", "o")
    assert Client().get("/raum/", {"code": typed}).headers["Location"] == room.get_absolute_url()
    assert Client().get(f"/raum/{room.code.lower()}/").headers["Location"] == room.get_absolute_url()
    wrong = Client().get("/raum/", {"code": "falsch"})
    assert wrong.status_code == 422
    assert "Diesen Code gibt es nicht" in wrong.content.decode()


def test_whoever_tries_code_after_code_waits_and_who_sits_there_does_not(
    room: Room, phone: Phones, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rathaus.participation.rooms.guesses.MOST_GUESSES", 3)
    monkeypatch.setattr("rathaus.participation.rooms.guesses.time.time", lambda: 0)
    anna, stranger = phone(), Client(REMOTE_ADDR="203.0.113.7")
    anna.defaults["REMOTE_ADDR"] = "203.0.113.7"
    assert stranger.get("/raum/", {"code": "0000-0000"}).status_code == 422
    assert stranger.get("/raum/0000-0001/").status_code == 404
    assert stranger.get("/raum/0000-0002/leinwand/").status_code == 429
    for path in ("", "leinwand/", "tafel/"):
        assert stranger.get(f"{room.get_absolute_url()}{path}").status_code == 429
        assert anna.get(f"{room.get_absolute_url()}{path}", {"tisch": 1}).status_code == 200
    answer = stranger.get("/raum/", {"code": room.code})
    assert answer.status_code == 429
    assert "Bitte warten Sie eine Minute" in answer.content.decode()
    assert Client(REMOTE_ADDR="203.0.113.8").get(room.get_absolute_url()).status_code == 200


def test_all_addresses_of_one_line_guess_together(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rathaus.participation.rooms.guesses.MOST_GUESSES", 3)
    monkeypatch.setattr("rathaus.participation.rooms.guesses.time.time", lambda: 0)
    tried = [Client(REMOTE_ADDR=f"2001:db8::{n}").get(f"/raum/0000-000{n}/").status_code for n in range(1, 5)]
    assert tried == [404, 404, 429, 429]
    assert Client(REMOTE_ADDR="2001:db8:0:1::1").get("/raum/0000-0001/").status_code == 404


def test_a_guest_sits_down_without_an_account_and_lays_a_card_all_see(phone: Phones) -> None:
    anna, bernd = phone(), phone()
    anna.lay("Bescheide im Postfach")
    assert "Bescheide im Postfach" in bernd.page()
    assert "von Ihnen</span>" in anna.page()
    assert "von Ihnen</span>" not in bernd.page()


def test_whoever_did_not_sit_down_writes_nothing(room: Room) -> None:
    stranger = Client()
    for path in ("karte/", "punkt/", "steckbrief/", "fassung/", "vorrat/"):
        sent = stranger.post(f"{room.get_absolute_url()}{path}", {"text": "x", "token": uuid4(), "give": 1, "adopt": 1})
        assert sent.status_code == 404, path
    assert Card.objects.count() == 0


def test_a_table_must_be_chosen_from_the_list(room: Room) -> None:
    visitor = Client()
    assert visitor.post(room.get_absolute_url(), {"table": 9, "alias": "Ada"}).status_code == 422
    page = visitor.post(room.get_absolute_url(), {"alias": "Ada"}).content.decode()
    assert "Bitte wählen Sie einen Tisch." in page
    assert 'value="Ada"' in page


def test_a_card_sent_twice_lies_there_once(phone: Phones) -> None:
    anna, token = phone(), uuid4()
    assert anna.lay("Kein Drucker", token).status_code == 200
    assert anna.lay("Kein Drucker", token).status_code == 200
    assert Card.objects.count() == 1
    assert phone().lay("Nicht meine", token).status_code == 404


def test_what_is_too_long_or_empty_is_said_plainly_and_kept(phone: Phones) -> None:
    anna = phone()
    assert anna.lay("x" * 281).json()["error"] == "Auf eine Karte passen 280 Zeichen; es sind 281."
    assert anna.lay(" \u202e ").status_code == 422
    page = anna.post(f"{anna.url}karte/", {"text": "y" * 300, "token": uuid4()})
    assert page.status_code == 422
    assert "y" * 300 in page.content.decode()
    assert Card.objects.count() == 0


def test_only_the_author_changes_a_card_even_from_another_table(phone: Phones) -> None:
    anna, neighbour, elsewhere = phone(), phone(), phone(table=2)
    card = anna.laid("Alt")
    assert neighbour.sort(card, "edit", text="Fremd").status_code == 404
    assert elsewhere.sort(card, "edit", text="Fremd").status_code == 302
    assert elsewhere.sort(card, "remove").status_code == 302
    assert elsewhere.sort(card, "stack", heading="Fremd").status_code == 302
    card.refresh_from_db()
    assert (card.text, card.removed_at, card.stack) == ("Alt", None, None)
    anna.post(anna.url, {"table": 2})
    assert anna.sort(card, "edit", text="Neu").status_code == 302
    card.refresh_from_db()
    assert card.text == "Neu"


def test_a_removed_card_is_gone_with_its_words(phone: Phones) -> None:
    anna = phone()
    card = anna.laid("Doch nicht")
    assert anna.weigh(card).status_code == 200
    anna.sort(card, "remove")
    card.refresh_from_db()
    assert card.text == ""
    assert "Doch nicht" not in anna.page()
    assert anna.get(card.url).status_code == 404
    assert Dot.objects.count() == 0


def test_a_hidden_card_is_read_by_its_author_only(phone: Phones, room: Room, lena_client: Client) -> None:
    lena_client.post(f"{room.team_url}steuern/", {"do": "cover"})
    anna, bernd = phone(), phone()
    card = anna.laid("Noch geheim")
    assert "Noch geheim" in anna.page()
    assert "Noch geheim" not in bernd.page()
    assert "Noch geheim" not in bernd.get(f"{room.get_absolute_url()}tafel/?tisch=1").content.decode()
    assert bernd.get(card.url).status_code == 302
    lena_client.post(f"{room.team_url}steuern/", {"do": "reveal"})
    assert "Noch geheim" in bernd.page()


def test_cards_are_stacked_merged_and_parted_by_the_table(phone: Phones) -> None:
    anna, bernd = phone(), phone()
    one, two = anna.laid("Ein Konto"), anna.laid("Alles an einer Stelle")
    bernd.sort(one, "stack", heading="Ein Portal")
    bernd.sort(two, "stack", heading="Ein Portal")
    assert bernd.page().count("Ein Portal") == 1
    anna.weigh(one), bernd.weigh(one), bernd.weigh(two)
    bernd.sort(two, "merge", into=one.pk)
    assert Dot.objects.filter(card=one).count() == 2
    assert f'data-card="{two.pk}"' not in anna.page()
    bernd.sort(two, "part")
    assert f'data-card="{two.pk}"' in anna.page()
    bernd.sort(one, "stack", heading="")
    assert "Ein Portal" not in anna.page()


def test_a_card_is_not_merged_into_itself_or_another_table(phone: Phones) -> None:
    anna, elsewhere = phone(), phone(table=2)
    card, other = anna.laid("Hier"), elsewhere.laid("Dort")
    assert anna.sort(card, "merge", into=card.pk).status_code == 422
    assert anna.sort(card, "merge", into=other.pk).status_code == 422


def test_heavier_cards_come_first(phone: Phones) -> None:
    anna, bernd = phone(), phone()
    anna.laid("Leicht")
    heavy = anna.laid("Schwer")
    bernd.weigh(heavy)
    page = phone().page()
    assert page.index("Schwer") < page.index("Leicht")


def test_five_dots_each_and_one_a_card(phone: Phones) -> None:
    anna = phone()
    cards = [anna.laid(f"Karte {number}") for number in range(DOTS + 1)]
    for card in cards[:DOTS]:
        anna.weigh(card), anna.weigh(card)
    assert Dot.objects.count() == DOTS
    assert "alle Punkte vergeben" in anna.weigh(cards[DOTS]).json()["error"]
    assert anna.weigh(cards[0], "take").json()["mine"]["left"] == 1
    assert anna.weigh(cards[DOTS]).status_code == 200


def test_the_database_knows_no_sixth_dot(phone: Phones) -> None:
    anna = phone()
    card = anna.laid("Karte")
    anna.weigh(card)
    dot = Dot.objects.get()
    for change in ({"number": DOTS + 1}, {"number": dot.number}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Dot.objects.create(participant=dot.participant, table=dot.table, card=phone().laid(str(change)), **change)


def test_nobody_weighs_at_a_table_where_she_does_not_sit(phone: Phones) -> None:
    card = phone().laid("Karte")
    assert phone(table=2).weigh(card).status_code == 404
    assert Dot.objects.count() == 0


def test_the_page_costs_few_queries_however_much_lies_there(
    phone: Phones, django_assert_max_num_queries: Callable
) -> None:
    anna = phone()
    for number in range(30):
        anna.lay(f"Karte {number}")
    with django_assert_max_num_queries(10):
        anna.page()
    with django_assert_max_num_queries(5):
        anna.get(f"{anna.url}tafel/?tisch=1")


def test_what_has_not_changed_is_not_sent_again(phone: Phones) -> None:
    anna = phone()
    first = Client().get(f"{anna.url}tafel/?tisch=1")
    same = {"If-None-Match": first.headers["ETag"]}
    assert Client().get(f"{anna.url}tafel/?tisch=1", headers=same).status_code == 304
    anna.lay("Neu")
    changed = Client().get(f"{anna.url}tafel/?tisch=1", headers=same)
    assert changed.status_code == 200
    assert any("Neu" in piece for piece in changed.json()["slots"].values())
    assert Client().get(f"{anna.url}tafel/?tisch=99").status_code == 404
