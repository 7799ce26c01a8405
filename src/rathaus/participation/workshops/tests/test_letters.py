"""Who registers with her account hears of her place in her inbox, and writes to the team from there."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from rathaus.foundation.audit.models import Entry
from rathaus.foundation.inbox.models import Message, Thread
from rathaus.foundation.notifications.models import Mail
from rathaus.participation.workshops import actions
from rathaus.participation.workshops.models import Registration
from rathaus.participation.workshops.tests.test_team import HERE
from rathaus.participation.workshops.tests.town import come
from tests.papers import paper


@pytest.fixture
def place(opened, anna) -> Registration:
    """Anna's, taken with her account."""
    new = actions.NewRegistration(anna.name, anna.email, "citizens")
    return actions.register(opened, new, by=anna).registration


@pytest.fixture
def thread(place) -> Thread:
    return Thread.objects.get()


@pytest.fixture
def asked(thread, anna_client) -> Thread:
    """She asked the team, with a file."""
    form = {"text": "Gibt es Kaffee?", "once": "1", "attachments": [SimpleUploadedFile("plan.pdf", paper("pdf"))]}
    assert anna_client.post(f"/mein/postfach/{thread.id}/", form).status_code == 302
    return Thread.objects.get()


def said(person) -> list[str]:
    """What the city wrote to her, the latest first."""
    messages = Message.objects.filter(thread__person=person, from_city=True).order_by("-sent_at", "-id")
    return [message.body for message in messages]


def letter_of(thread, what="") -> str:
    return f"{HERE}nachrichten/{thread.id}/{what}"


def test_registering_with_an_account_opens_one_thread_with_what_she_needs(place, anna, opened):
    (text,) = said(anna)
    for words in ("Sie haben einen Platz.", "Rathaus, Burgplatz 19", str(opened.starts_at.year)):
        assert words in text
    thread = Thread.objects.get()
    assert (thread.kind, thread.topic, thread.subject) == (Thread.Kind.WORKSHOP, opened.slug, opened.title)
    assert thread.key_id != place.key_id


def test_a_guest_has_no_thread(opened):
    come(opened, "Erika")
    assert not Thread.objects.exists()
    assert Mail.objects.get().kind == "workshop_registered"


def test_where_there_is_a_draw_or_no_seat_the_first_letter_says_so(with_draw, anna):
    actions.register(with_draw, actions.NewRegistration("Anna", anna.email, "citizens"), by=anna)
    assert "Auslosung" in said(anna)[0]


def test_the_waiting_list_and_the_seat_that_became_free(opened, anna):
    first, _second = (come(opened, name).registration for name in "AB")
    actions.register(opened, actions.NewRegistration("Anna", anna.email, "citizens"), by=anna)
    assert "Warteliste" in said(anna)[0]
    actions.give_back(first, by="code")
    assert said(anna)[0].startswith("Sie haben einen Platz.")


def test_moved_and_cancelled_with_the_reason_tables_and_giving_back(place, anna, opened, now, run_tasks):
    actions.allocate_tables(opened, by="system")
    run_tasks()
    assert re.search(r"Runde 1: Tisch \d, \w+", said(anna)[0])
    when = {"starts_at": now + timedelta(days=40), "ends_at": now + timedelta(days=40, hours=2)}
    actions.move_workshop(opened, **when, place="Mercatorhalle", reason="Baustelle", by="system")
    run_tasks()
    assert "Baustelle" in said(anna)[0]
    assert "Mercatorhalle" in said(anna)[0]
    actions.move_workshop(opened, **when, place="Rathaus", by="system")
    run_tasks()
    assert "Grund" not in said(anna)[0]
    actions.cancel_workshop(opened, reason="Sturm", by="system")
    run_tasks()
    assert "Sturm" in said(anna)[0]
    actions.give_back(place, by=anna)
    assert "zurückgegeben" in said(anna)[0]
    assert Thread.objects.count() == 1


def test_she_is_reminded(place, anna, opened, clock, run_tasks):
    clock(opened.starts_at - timedelta(days=1))
    run_tasks()
    assert "Bald ist es so weit" in said(anna)[0]


def test_the_thread_leads_to_her_place(thread, place, anna_client):
    assert place.get_absolute_url() in anna_client.get(f"/mein/postfach/{thread.id}/").content.decode()
    actions.give_back(place, by=place.person)
    assert "/workshops/e-government/" in anna_client.get(f"/mein/postfach/{thread.id}/").content.decode()


def test_her_question_waits_on_the_teams_pages_until_it_is_answered(asked, lena, lena_client, anna):
    for address in ("/arbeitsplatz/workshops/", HERE):
        assert "1 wartet auf Antwort" in lena_client.get(address).content.decode()
    assert letter_of(asked) in lena_client.get(f"{HERE}nachrichten/").content.decode()
    page = lena_client.get(letter_of(asked)).content.decode()
    assert "Gibt es Kaffee?" in page
    file = re.search(r'href="([^"]+/datei/[^"]+)"', page)[1]
    assert lena_client.get(file).content.startswith(b"%PDF")
    for _ in range(2):
        assert lena_client.post(letter_of(asked), {"text": "Ja.", "once": "2"}).status_code == 302
    assert said(anna)[0] == "Ja."
    message = Message.objects.get(author=lena)
    assert lena.name not in message.signature
    assert "wartet auf Antwort" not in lena_client.get(HERE).content.decode()
    assert Mail.objects.filter(kind="message", to=anna.email).count() == 1
    assert Entry.objects.filter(verb="workshop.thread_viewed", actor=f"person:{lena.pk}").exists()


def test_what_needs_no_answer_is_settled(asked, lena_client):
    lena_client.post(letter_of(asked, "erledigt/"))
    assert not Thread.objects.unanswered().exists()


def test_an_empty_answer_is_not_sent(asked, lena_client):
    assert lena_client.post(letter_of(asked), {"text": " ", "once": "2"}).status_code == 422
    assert Thread.objects.unanswered().exists()


def test_nobody_else_reads_or_answers(asked, anna_client, bernd, bernd_client, ivo_client):
    file_id = Message.objects.get(from_city=False).files.get().id
    for client in (anna_client, bernd_client, ivo_client):
        for address in (f"{HERE}nachrichten/", letter_of(asked), letter_of(asked, f"datei/{file_id}/")):
            assert client.get(address).status_code == 404
        assert client.post(letter_of(asked), {"text": "x", "once": "2"}).status_code == 404
        assert client.post(letter_of(asked, "erledigt/")).status_code == 404
    for act in (actions.settle_thread, lambda thread, by: actions.write_guest(thread, "x", once="2", by=by)):
        with pytest.raises(PermissionDenied):
            act(asked, by=bernd)


def test_a_thread_of_another_matter_is_not_found_below_this_workshop(asked, lena_client):
    Thread.objects.update(topic="anderer")
    assert lena_client.get(letter_of(asked)).status_code == 404
    assert lena_client.get(f"{HERE}nachrichten/?nach=x").status_code == 404


def test_before_anyone_wrote_the_list_says_who_gets_messages(opened, lena_client):
    assert "mit ihrem Konto" in lena_client.get(f"{HERE}nachrichten/").content.decode()
