"""The team drives the room; nobody else does."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from rathaus.participation.rooms.clocks import voyage_of
from rathaus.participation.rooms.models import Participant, Phase, Room
from rathaus.participation.rooms.tests.scene import Phone
from rathaus.participation.workshops.models import Workshop

Phones = Callable[..., Phone]


def drive(client: Client, room: Room, **told: object) -> Room:
    assert client.post(f"{room.team_url}steuern/", told).status_code == 302
    return Room.objects.get(pk=room.pk)


def wall(room: Room) -> str:
    return Client().get(f"{room.get_absolute_url()}leinwand/").content.decode()


def test_the_team_opens_a_room_once(workshop: Workshop, lena_client: Client, konrad_client: Client) -> None:
    path = f"/raum/oeffnen/{workshop.slug}/"
    assert "Raum öffnen" in lena_client.get(path).content.decode()
    opened = lena_client.post(path).headers["Location"]
    assert konrad_client.post(path).headers["Location"] == opened
    assert konrad_client.get(path).headers["Location"] == opened
    assert Room.objects.count() == 1


@pytest.mark.parametrize("who", ["anna_client", "clara_client", "emil_client", "frida_client", "georg_client"])
def test_nobody_else_drives(request: pytest.FixtureRequest, room: Room, workshop: Workshop, who: str) -> None:
    client: Client = request.getfixturevalue(who)
    for path in ("", "ernte/", "bilder/", "tische/"):
        assert client.get(f"{room.team_url}{path}").status_code == 404
        assert client.post(f"{room.team_url}{path}", {"card": 1}).status_code == 404
    assert client.post(f"/raum/oeffnen/{workshop.slug}/").status_code == 404
    assert client.post(f"{room.team_url}steuern/", {"do": "close"}).status_code == 404
    room.refresh_from_db()
    assert room.phase == Phase.COLLECT


def test_a_guest_is_sent_to_sign_in(room: Room) -> None:
    assert Client().get(room.team_url).status_code == 302
    assert Client().post(f"{room.team_url}steuern/", {"do": "close"}).status_code == 302
    room.refresh_from_db()
    assert not room.is_closed


def test_a_button_nobody_offered_does_nothing(room: Room, lena_client: Client) -> None:
    for told in ({"do": "fly"}, {"do": "phase", "phase": "closed"}, {"do": "present", "table": 77}, {}):
        assert lena_client.post(f"{room.team_url}steuern/", told).status_code == 404


def test_phases_follow_with_a_clock_that_stops_runs_on_and_gets_a_minute(room: Room, lena_client: Client) -> None:
    assert "Machen Sie mit." in wall(room)
    running = drive(lena_client, room, do="phase", phase="collect", minutes=10)
    assert timedelta(minutes=9, seconds=50) < running.left() <= timedelta(minutes=10)
    longer = drive(lena_client, room, do="more")
    assert longer.left() > timedelta(minutes=10, seconds=50)
    standing = drive(lena_client, room, do="stop")
    assert not standing.is_running
    assert drive(lena_client, room, do="more").seconds_left == standing.seconds_left + 60
    assert drive(lena_client, room, do="go").is_running
    assert drive(lena_client, room, do="phase", phase="shape", minutes="viel").phase == Phase.SHAPE


def test_a_clock_that_has_run_out_stands_at_zero_and_can_run_again(room: Room, lena_client: Client) -> None:
    drive(lena_client, room, do="phase", phase="collect")
    Room.objects.update(phase_ends_at=timezone.now() - timedelta(minutes=5))
    assert "00:00" in wall(room)
    assert drive(lena_client, room, do="more").left() > timedelta(seconds=50)


def test_the_wall_shows_piles_then_one_group_after_the_other(room: Room, lena_client: Client, phone: Phones) -> None:
    anna, bernd = phone(), phone(table=2)
    anna.sort(anna.laid("Ein Konto"), "stack", heading="Ein Portal")
    bernd.write(title="Ein Postfach", goal="Bescheide ohne Papier", seen_goal=0)
    drive(lena_client, room, do="phase", phase="collect")
    assert "Jede Karte zählt" in wall(room)
    drive(lena_client, room, do="present", table=1)
    assert "Ein Portal" in wall(room)
    drive(lena_client, room, do="phase", phase="present")
    assert "Tisch 1 stellt vor" in wall(room)
    drive(lena_client, room, do="present", table=2)
    assert "Bescheide ohne Papier" in wall(room)
    drive(lena_client, room, do="present", table="")
    assert "Bescheide ohne Papier" not in wall(room)


def test_hidden_cards_stay_hidden_on_the_wall(room: Room, lena_client: Client, phone: Phones) -> None:
    drive(lena_client, room, do="cover")
    drive(lena_client, room, do="phase", phase="shape")
    phone().lay("Noch geheim")
    drive(lena_client, room, do="present", table=1)
    assert "Noch geheim" not in wall(room)


def test_names_are_for_the_team_and_forgotten_at_the_end(room: Room, lena_client: Client, phone: Phones) -> None:
    anna = phone(alias="Ada L.")
    anna.lay("Karte")
    assert "Ada L." not in anna.page() + wall(room)
    assert "Ada L." in lena_client.get(f"{room.team_url}tische/").content.decode()
    assert b"Ada" not in bytes(Participant.objects.get().sealed_alias)
    drive(lena_client, room, do="close")
    assert Participant.objects.get().sealed_alias == b""


def test_in_a_closed_room_nobody_writes(room: Room, lena_client: Client, phone: Phones) -> None:
    anna = phone()
    card = anna.laid("Karte")
    drive(lena_client, room, do="close")
    assert anna.lay("Noch eine").json()["error"] == "Der Raum ist geschlossen."
    assert anna.write(goal="Spät", seen_goal=0).status_code == 422
    assert anna.weigh(card).status_code == 422
    assert "Danke fürs Mitmachen" in anna.page()


def test_what_was_being_typed_when_the_room_closed_is_given_back(
    room: Room, lena_client: Client, phone: Phones
) -> None:
    anna = phone()
    drive(lena_client, room, do="close")
    assert anna.lay("Zu spät").json()["closed"]
    for path, typed in (("karte/", {"text": "Zu spät", "token": uuid4()}), ("steckbrief/", {"goal": "Zu spät"})):
        page = anna.post(f"{anna.url}{path}", typed)
        assert page.status_code == 422
        assert "Der Raum wurde geschlossen, während Sie geschrieben haben" in page.content.decode()
        assert "<p>Zu spät</p>" in page.content.decode()


def test_buttons_say_where_each_phase_lies(room: Room, lena_client: Client) -> None:
    def ways() -> list[str]:
        page = lena_client.get(room.team_url).content.decode()
        return re.findall(r"(Zurück zu|Von vorn|Weiter|Direkt zu): ", page)

    assert ways() == ["Weiter", "Direkt zu", "Direkt zu"]
    drive(lena_client, room, do="phase", phase="collect")
    assert ways() == ["Von vorn", "Weiter", "Direkt zu"]
    drive(lena_client, room, do="phase", phase="shape")
    assert ways() == ["Zurück zu", "Von vorn", "Weiter"]


def test_the_barge_never_leaves_the_river(room: Room, lena_client: Client) -> None:
    begun = drive(lena_client, room, do="phase", phase="collect")
    assert voyage_of(begun, 10, 990, 70).x >= 10


def test_the_wall_says_so_where_nothing_lies_yet(room: Room, lena_client: Client) -> None:
    assert "Noch ist niemand da." in wall(room)
    drive(lena_client, room, do="phase", phase="collect")
    drive(lena_client, room, do="present", table=1)
    assert "Hier liegt noch keine Karte." in wall(room)
    drive(lena_client, room, do="phase", phase="present")
    assert "Noch steht nichts im Steckbrief." in wall(room)


def test_the_facilitators_page_costs_few_queries(
    room: Room, lena_client: Client, phone: Phones, django_assert_max_num_queries: Callable
) -> None:
    anna = phone()
    for number in range(12):
        anna.lay(f"Karte {number}")
    for path in ("", "ernte/", "tische/", "bilder/"):
        with django_assert_max_num_queries(10):
            assert lena_client.get(f"{room.team_url}{path}").status_code == 200
