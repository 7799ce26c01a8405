"""What everyone can read of workshops."""

import io
from datetime import timedelta

import pikepdf
import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from PIL import Image

from rathaus.foundation.design.kept import FOR_ALL, HEADER
from rathaus.participation.ideas import actions as ideas
from rathaus.participation.workshops import actions, contributions
from rathaus.participation.workshops.contributions import Entry, Photo, Section
from rathaus.participation.workshops.tests.town import come

PAGE = "/workshops/e-government/"


@pytest.fixture
def contributed(monkeypatch):
    """A room that hands in a card with a photo."""
    picture = io.BytesIO()
    Image.new("RGB", (1600, 900), "teal").save(picture, "JPEG")
    photo = Photo(picture.getvalue(), "Packpapier mit Karten", "/raum/foto/1/")
    entry = Entry("Ein Konto für alles", "Eine Anmeldung genügt.", (("Ziel", "weniger Wege"),))
    monkeypatch.setattr(contributions, "_contributors", [])
    contributions.register(lambda workshop: [Section("Tisch 1", "Drei Karten.", (entry,), (photo,), True)])


def is_accessible(pdf: bytes) -> bool:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return b"pdfuaid" in opened.Root.Metadata.read_bytes()


def test_without_workshops_the_list_shows_the_way_to_an_idea(client, city):
    page = client.get("/workshops/").content.decode()
    assert "Zurzeit ist kein Workshop geplant" in page


def test_the_list_has_series_and_workshops_in_few_queries(client, workshop, django_assert_max_num_queries):
    client.get("/workshops/")
    with django_assert_max_num_queries(3):
        page = client.get("/workshops/").content.decode()
    assert "Workshops 2027" in page
    assert PAGE in page


def test_a_planned_workshop_says_when_and_where_but_takes_nobody(client, workshop):
    page = client.get(PAGE).content.decode()
    assert "Rathaus, Burgplatz 19" in page
    assert "Service für Bürger" in page
    assert "Digitaldezernat" in page
    assert f"{PAGE}anmelden/" not in page


def test_an_unknown_workshop_is_missing(client, city):
    files = ("", "anmelden/", "termin.ics", "auslosung.json", "anmeldungen.txt", "dokumentation.pdf")
    assert {client.get(f"/workshops/nirgends/{file}").status_code for file in files} == {404}


def test_the_page_of_a_full_workshop_needs_less_than_ten_queries(
    client, with_draw, contributed, django_assert_max_num_queries
):
    for name in "ABCDEFGH":
        come(with_draw, name)
    client.get(PAGE)
    with django_assert_max_num_queries(9):
        page = client.get(PAGE).content.decode()
    assert "8 für 2 Plätze" in page
    assert "Das Los entscheidet nach dem Anmeldeschluss" in page


def test_the_public_pages_are_the_same_for_all_and_kept(client, opened):
    for address in ("/workshops/", PAGE):
        assert client.get(address)[HEADER] == FOR_ALL
    assert "csrfmiddlewaretoken" not in client.get(PAGE).content.decode()


def test_the_address_of_the_video_conference_is_for_those_with_a_seat(client, opened):
    assert "geheim" not in client.get(PAGE).content.decode()
    assert b"geheim" not in client.get(f"{PAGE}termin.ics").content
    done = come(opened, "Erika")
    client.get(f"/workshops/platz/{done.registration.number}/{done.code}/")
    assert b"geheim" in client.get(f"/workshops/platz/{done.registration.number}/termin.ics").content


def test_a_calendar_replaces_what_it_had_after_a_move_and_a_cancellation(client, opened):
    def event():
        answer = client.get(f"{PAGE}termin.ics")
        assert answer["Content-Type"].startswith("text/calendar")
        file = Calendar.from_ical(answer.content)
        return file["method"], next(part for part in file.walk("VEVENT"))

    method, first = event()
    assert (method, first["sequence"], first["status"]) == ("PUBLISH", 0, "CONFIRMED")
    assert first.decoded("dtstart") == opened.starts_at
    later = opened.starts_at + timedelta(days=1)
    actions.move_workshop(
        opened, starts_at=later, ends_at=later + timedelta(hours=2), place="VHS", reason="Wasserschaden", by="system"
    )
    _method, moved = event()
    assert (moved["uid"], moved["sequence"], moved["location"]) == (first["uid"], 1, "VHS")
    assert moved.decoded("dtstart") == later
    actions.cancel_workshop(opened, reason="Sturm", by="system")
    method, gone = event()
    assert (method, gone["sequence"], gone["status"]) == ("CANCEL", 2, "CANCELLED")
    page = client.get(PAGE).content.decode()
    assert "fällt aus" in page
    assert "Sturm" in page


def test_after_a_move_the_page_says_so(client, opened):
    later = opened.starts_at + timedelta(days=1)
    actions.move_workshop(
        opened, starts_at=later, ends_at=later + timedelta(hours=2), place="VHS", reason="Wasserschaden", by="system"
    )
    assert "Wasserschaden" in client.get(PAGE).content.decode()


def test_what_became_of_it_stands_on_the_page_with_cards_photos_and_ideas(client, workshop, contributed):
    new = ideas.NewIdea("Bürgerkonto", "Ein Konto.", "e-government", origin_link=f"{PAGE}#tisch-1")
    idea = ideas.send_idea(new, by="system", checked=True).idea
    actions.mark_held(workshop, by="system")
    said = {"documentation": "Ein Konto war das Thema.\n\nUnd Daten.", "participants": "mehr als 55 Personen"}
    actions.document_workshop(workshop, **said, by="system")
    page = client.get(PAGE).content.decode()
    for part in ("Ein Konto für alles", "weniger Wege", "Packpapier mit Karten", "mehr als 55 Personen", "und Daten"):
        assert part.lower() in page.lower()
    assert f"/ideen/{idea.number}/" in page
    assert page.count("Beispiel") >= 1


def test_the_documentation_is_one_accessible_pdf(client, workshop, contributed):
    assert client.get(f"{PAGE}dokumentation.pdf").status_code == 404
    actions.mark_held(workshop, by="system")
    actions.document_workshop(workshop, documentation="Ein Konto.", participants="mehr als 55", by="system")
    answer = client.get(f"{PAGE}dokumentation.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert is_accessible(answer.content)
    with pikepdf.open(io.BytesIO(answer.content)) as opened, opened.open_metadata() as said:
        assert said["dc:title"] == "E-Government: Dokumentation"


def test_a_picture_that_can_not_be_read_is_left_out_of_the_documentation(client, workshop, monkeypatch):
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(picture, "JPEG")
    unreadable = Photo(picture.getvalue()[:200], "Packpapier mit Karten", "/raum/foto/1/")
    monkeypatch.setattr(contributions, "_contributors", [])
    contributions.register(lambda workshop: [Section("Tisch 1", photos=(unreadable,))])
    actions.mark_held(workshop, by="system")
    answer = client.get(f"{PAGE}dokumentation.pdf")
    assert is_accessible(answer.content)


def test_a_bare_workshop_too_has_its_documentation(client, series, now):
    bare = actions.create_workshop(
        series,
        slug="bare",
        number=2,
        field="wohnen",
        title="Wohnen",
        starts_at=now - timedelta(days=2),
        ends_at=now - timedelta(days=2, hours=-2),
        register_by=now - timedelta(days=3),
        by="system",
    )
    actions.mark_held(bare, by="system")
    assert is_accessible(client.get("/workshops/bare/dokumentation.pdf").content)
    assert client.get("/workshops/bare/").status_code == 200


def test_the_badges_are_an_accessible_pdf_only_for_the_team(lena_client, anna_client, client, opened):
    come(opened, "Erika")
    address = "/arbeitsplatz/workshops/e-government/namensschilder.pdf"
    assert is_accessible(lena_client.get(address).content)
    assert anna_client.get(address).status_code == 404
    assert client.get(address).status_code == 302


def test_nothing_on_the_public_page_tells_who_registered(client, with_draw):
    come(with_draw, "Erika", access="Hörschleife")
    page = client.get(PAGE).content.decode()
    assert not any(secret in page for secret in ("Erika", "erika@", "Hörschleife"))


def test_english_speakers_read_english_dates(opened):
    client = Client()
    client.cookies["sprache"] = "en"
    assert client.get(PAGE).status_code == 200


def test_the_title_says_workshop_once(client, workshop):
    actions.change_workshop(workshop, title="Workshop Wohnen", by="system")
    page = client.get(PAGE).content.decode()
    assert "<title>Workshop Wohnen –" in " ".join(page.split())


def test_who_can_register_finds_the_way_before_the_programme(client, opened):
    page = client.get(PAGE).content.decode()
    assert page.index(f"{PAGE}anmelden/") < page.index("16:15 Tische")


def test_ideas_that_were_dropped_are_folded_away(client, workshop):
    for title in ("Bürgerkonto", "Faxgerät"):
        new = ideas.NewIdea(title, "Text.", "e-government", origin_link=PAGE)
        idea = ideas.send_idea(new, by="system", checked=True).idea
    ideas.add_station(idea, "nicht-weiterverfolgt", by="system", decided_by="Team", reason="Gibt es schon.")
    shown, _summary, folded = client.get(PAGE).content.decode().partition("<main")[2].partition("<details")
    assert "Bürgerkonto" in shown
    assert "Faxgerät" not in shown
    assert "1 Idee wurde nicht weiterverfolgt" in folded
    assert "Faxgerät" in folded


def test_what_was_said_before_is_not_said_again_as_documentation(client, workshop):
    actions.mark_held(workshop, by="system")
    actions.change_workshop(workshop, about="Sechs Tische standen fest.", by="system")
    actions.document_workshop(workshop, documentation="Sechs Tische standen fest.", participants="", by="system")
    page = client.get(PAGE).content.decode()
    assert page.count("Sechs Tische standen fest.") == 1
    assert "Jede Person sitzt" not in page


@pytest.mark.parametrize(("hour", "minute", "said"), [(6, 45, "6:45 bis"), (16, 0, ", 16 bis"), (9, 5, "9:05 bis")])
def test_hours_are_written_without_a_leading_zero(client, workshop, hour, minute, said):
    start = timezone.localtime(workshop.starts_at).replace(hour=hour, minute=minute)
    times = {"starts_at": start, "ends_at": start + timedelta(hours=2)}
    actions.move_workshop(workshop, **times, place="VHS", by="system")
    assert said in client.get(PAGE).content.decode()
