"""From the pool onto a table, and from a table into the list of ideas."""

from collections.abc import Callable
from io import BytesIO

from django.test import Client
from PIL import Image

from rathaus.participation.ideas.models import Idea, Visibility
from rathaus.participation.rooms.models import Card, Photo, Room
from rathaus.participation.rooms.tests.scene import Phone
from rathaus.participation.workshops.contributions import sections_of
from tests.visitor import upload

Phones = Callable[..., Phone]


def harvest(client: Client, room: Room, **what: object) -> Idea | None:
    assert client.post(f"{room.team_url}ernte/", what).status_code == 302
    return Idea.objects.filter(origin="card").last()


def picture() -> bytes:
    content = BytesIO()
    Image.new("RGB", (40, 30), "navy").save(content, "PNG")
    return content.getvalue()


def test_an_idea_from_the_web_lies_in_the_pool_and_goes_to_the_workshop(phone: Phones, pooled: Idea) -> None:
    anna = phone()
    assert pooled.title in anna.get(f"{anna.url}vorrat/").content.decode()
    anna.post(f"{anna.url}vorrat/", {"idea": pooled.number})
    pooled.refresh_from_db()
    station = pooled.stations.last()
    assert (pooled.state, station.decided_by, station.link) == (
        "im-workshop",
        "Workshop E-Government",
        "/workshops/probe-e-government/",
    )
    assert f"/ideen/{pooled.number}/" in phone().page()
    assert pooled.title not in anna.get(f"{anna.url}vorrat/").content.decode()


def test_an_idea_lies_on_one_table_only(phone: Phones, pooled: Idea) -> None:
    for one in (phone(), phone(table=2)):
        one.post(f"{one.url}vorrat/", {"idea": pooled.number})
    assert Card.objects.filter(idea=pooled).count() == 1
    assert pooled.stations.filter(state="im-workshop").count() == 1


def test_hidden_refused_and_foreign_ideas_are_not_in_the_pool(phone: Phones, pooled: Idea) -> None:
    anna = phone()
    for change in ({"visibility": Visibility.HIDDEN}, {"state": "nicht-weiterverfolgt"}, {"field": "wohnen"}):
        kept = Idea.objects.filter(pk=pooled.pk).values(*change).get()
        Idea.objects.filter(pk=pooled.pk).update(**change)
        anna.post(f"{anna.url}vorrat/", {"idea": pooled.number})
        assert not Card.objects.exists(), change
        Idea.objects.filter(pk=pooled.pk).update(**kept)


def test_the_words_of_an_idea_are_not_changed_on_the_table(phone: Phones, pooled: Idea) -> None:
    anna = phone()
    anna.post(f"{anna.url}vorrat/", {"idea": pooled.number})
    card = Card.objects.get()
    anna.sort(card, "edit", text="Anders")
    card.refresh_from_db()
    assert card.text == pooled.title


def test_a_chosen_card_becomes_an_idea_that_knows_where_it_comes_from(
    room: Room, phone: Phones, lena_client: Client
) -> None:
    card, beneath = phone().laid("Sehen, wie weit es ist"), phone().laid("Stand im Netz")
    phone().sort(beneath, "merge", into=card.pk)
    idea = harvest(lena_client, room, card=card.pk)
    assert idea
    assert idea.title == "Sehen, wie weit es ist"
    assert "Stand im Netz" in idea.text
    assert idea.origin_text.startswith("Tisch Service für Bürger, Workshop am ")
    assert (idea.origin_link, idea.series, idea.state) == ("/workshops/probe-e-government/", "probe", "im-workshop")
    assert idea.is_public
    assert [station.state for station in idea.stations.all()] == ["eingegangen", "im-workshop"]


def test_a_card_chosen_twice_is_one_idea(room: Room, phone: Phones, lena_client: Client) -> None:
    card = phone().laid("Einmal")
    harvest(lena_client, room, card=card.pk), harvest(lena_client, room, card=card.pk)
    assert Idea.objects.count() == 1


def test_a_card_from_the_pool_stays_the_idea_it_was(
    room: Room, phone: Phones, lena_client: Client, pooled: Idea
) -> None:
    anna = phone()
    anna.post(f"{anna.url}vorrat/", {"idea": pooled.number})
    harvest(lena_client, room, card=Card.objects.get().pk)
    assert Idea.objects.count() == 1


def test_a_profile_becomes_an_idea_once_it_has_a_name(room: Room, phone: Phones, lena_client: Client) -> None:
    anna = phone()
    anna.write(goal="Ein Konto für alles", partners="DU-IT")
    profile = room.profiles.get()
    assert harvest(lena_client, room, profile=profile.pk) is None
    anna.write(title="Bürgerkonto")
    idea = harvest(lena_client, room, profile=profile.pk)
    assert idea
    assert harvest(lena_client, room, profile=profile.pk) == idea
    assert (idea.title, idea.text) == ("Bürgerkonto", "Ziel: Ein Konto für alles\n\nWer hilft: DU-IT")


def test_the_documentation_has_cards_profiles_and_photos_once_the_room_is_closed(
    room: Room, phone: Phones, lena_client: Client
) -> None:
    anna = phone()
    anna.laid("Ein Konto")
    anna.write(title="Bürgerkonto", goal="Ein Konto für alles")
    sent = {"picture": upload("tisch.png", picture()), "caption": "Karten an der Wand"}
    assert lena_client.post(f"{room.team_url}bilder/", sent).status_code == 302
    path = f"/raum/foto/{Photo.objects.get().file_id}/"
    assert [*sections_of(room.workshop)] == []
    assert Client().get(path).status_code == 404
    assert lena_client.get(path).status_code == 200
    lena_client.post(f"{room.team_url}steuern/", {"do": "close"})
    cards, profiles, photos = sections_of(room.workshop)
    assert cards.entries[0].title == "Ein Konto"
    assert profiles.entries[0].facts == (("Ziel", "Ein Konto für alles"),)
    assert (photos.photos[0].alt, photos.photos[0].link) == ("Karten an der Wand", path)
    assert Client().get(path).status_code == 200


def test_a_picture_needs_words_and_must_be_one(room: Room, lena_client: Client) -> None:
    for sent in ({"picture": upload("t.png", picture())}, {"picture": upload("t.png", b"MZ"), "caption": "Nichts"}):
        assert lena_client.post(f"{room.team_url}bilder/", sent).status_code == 422
    assert not Photo.objects.exists()


def test_a_picture_can_be_taken_out_again(room: Room, lena_client: Client) -> None:
    lena_client.post(f"{room.team_url}bilder/", {"picture": upload("t.png", picture()), "caption": "Weg damit"})
    photo = Photo.objects.get()
    lena_client.post(f"{room.team_url}bilder/", {"remove": photo.pk})
    assert not Photo.objects.exists()
    assert lena_client.get(f"/raum/foto/{photo.file_id}/").status_code == 404
