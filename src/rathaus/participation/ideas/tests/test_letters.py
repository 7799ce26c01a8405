"""The city writes to the author of an idea into her inbox, and she writes back."""

import re
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.functional import lazy
from django.utils.translation import get_language

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.models import Entry
from rathaus.foundation.inbox.actions import post
from rathaus.foundation.inbox.models import Message, Thread
from rathaus.foundation.notifications.models import Mail
from rathaus.participation.ideas import actions
from rathaus.participation.ideas.actions import Wording, writing
from rathaus.participation.ideas.change import Impossible
from rathaus.participation.ideas.models import Idea, Origin
from rathaus.participation.ideas.tests.desk import QUEUE, desk, page, typed
from rathaus.participation.ideas.tests.sent import sent
from tests.papers import paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def idea(anna: Person) -> Idea:
    return sent(by=anna)


def said_to(person: Person) -> str:
    return Message.objects.filter(thread__person=person, from_city=True).latest("sent_at", "id").body


def thread_of(person: Person) -> Thread:
    return Thread.objects.get(person=person, kind=Thread.Kind.IDEA)


def writes_back(client: Client, person: Person, text: str = "Danke, und wann?", **more: object) -> None:
    response = client.post(f"/mein/postfach/{thread_of(person).id}/", {"text": text, "once": text} | more)
    assert response.status_code == 302


lazystr_of = lazy(lambda say: say(), str)


Happens = Callable[[Idea, Person], object]


def _decided_on_appeal(granted: bool) -> Happens:
    def happens(idea: Idea, by: Person) -> None:
        actions.hide(idea, "Nennt Namen.", by=by)
        appeal = actions.appeal(idea, "Nein.", by=idea.author)
        actions.answer_appeal(appeal, "Wir haben es gelesen.", granted=granted, by=by)

    return happens


WORDING = Wording("Neuer Titel", "Neuer Text.", "mobilitaet")
NEWS: dict[str, tuple[Happens, list[str]]] = {
    "hidden": (
        lambda idea, by: actions.hide(idea, "Nennt einen Nachbarn.", by=by),
        ["Nennt einen Nachbarn.", "Einspruch"],
    ),
    "edited": (lambda idea, by: actions.edit(idea, WORDING, "Kürzer.", by=by), ["Neuer Titel", "Kürzer."]),
    "answered": (lambda idea, by: actions.answer(idea, "Wir bauen 80.", by=by, signed="Amt"), ["Wir bauen 80.", "Amt"]),
    "granted": (_decided_on_appeal(True), ["stimmen Ihnen zu", "Wir haben es gelesen."]),
    "refused": (_decided_on_appeal(False), ["bleibt verborgen", "Wir haben es gelesen."]),
    "joined": (lambda idea, by: actions.merge(sent("Radständer"), idea, by=by), ["Mehr Fahrradständer", "Radständer"]),
    "merged": (lambda idea, by: actions.merge(idea, sent("Radständer"), by=by), ["gehört jetzt zu Idee", "Radständer"]),
    "split": (lambda idea, by: actions.split(idea, "Rest", "Zweite", "Text", "wohnen", by=by), ["Zweite"]),
    "station": (
        lambda idea, by: actions.add_station(idea, "geprueft", by=by, decided_by="Amt für Mobilität", reason="Passt."),
        ["weitergekommen", "Amt für Mobilität", "Passt."],
    ),
}


@pytest.mark.parametrize("news", NEWS)
def test_what_happened_to_her_idea_lies_in_her_inbox(news: str, idea: Idea, anna: Person, lena: Person) -> None:
    happens, words = NEWS[news]
    happens(idea, lena)
    assert all(word in said_to(anna) for word in words), said_to(anna)
    thread = thread_of(anna)
    assert (thread.topic, thread.unread) == (str(idea.number), thread.messages.count())
    assert all(message.author is None for message in thread.messages.all())


def test_what_waited_is_public_and_she_hears_it(anna: Person, lena: Person) -> None:
    actions.check(sent(by=anna, checked=False, origin=Origin.MAIL), by=lena)
    assert "Mehr Fahrradständer" in said_to(anna)


def test_what_was_merged_stands_for_itself_again_and_both_authors_hear_it(
    idea: Idea, anna: Person, bernd: Person, lena: Person
) -> None:
    merged = actions.merge(sent("Radständer", by=bernd), idea, by=lena)
    assert "gehört jetzt zu Idee" in said_to(bernd)
    actions.unmerge(merged, by=lena)
    assert all("stehen wieder jede für sich" in said_to(person) for person in (anna, bernd))


def test_it_is_written_in_her_language(idea: Idea, anna: Person, lena: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(writing.NEWS, "answered", lazystr_of(get_language))
    Person.objects.filter(pk=anna.pk).update(language="en")
    actions.answer(Idea.objects.get(pk=idea.pk), "Wir bauen 80.", by=lena)
    assert said_to(anna) == "en"


def test_her_thread_has_a_key_of_its_own(idea: Idea, anna: Person, lena: Person) -> None:
    actions.answer(idea, "Wir bauen 80.", by=lena)
    assert thread_of(anna).key_id != idea.key_id


def test_words_of_people_are_no_placeholders(anna: Person, lena: Person) -> None:
    actions.hide(sent("100 %(reason)s %s {0}", by=anna), "5 %(title)s", by=lena)
    assert "100 %(reason)s %s {0}" in said_to(anna)
    assert "5 %(title)s" in said_to(anna)


def test_an_author_without_account_gets_a_mail_and_no_thread(lena: Person) -> None:
    actions.hide(sent(contact="gast@example.org"), "Nennt Namen.", by=lena)
    assert not Thread.objects.exists()
    assert Mail.objects.filter(to="gast@example.org", kind="idea_hidden").exists()


def test_a_comment_of_others_is_no_letter_of_the_city(idea: Idea, bernd: Person) -> None:
    actions.comment(idea, "Gute Idee", by=bernd)
    assert not Thread.objects.exists()


def test_her_reply_stands_in_the_teams_list_and_beside_the_idea(
    idea: Idea, anna: Person, anna_client: Client, lena_client: Client, lena: Person
) -> None:
    actions.answer(idea, "Wir bauen 80.", by=lena)
    assert "Gut so" in page(lena_client, f"{QUEUE}?liste=nachrichten")
    writes_back(anna_client, anna, attachments=[SimpleUploadedFile("plan.pdf", paper("pdf"))])
    queue = page(lena_client, f"{QUEUE}?liste=nachrichten")
    assert f"{desk(idea)}#nachrichten" in queue
    assert 'Nachrichten <span class="count">1' in queue
    shown = page(lena_client, desk(idea))
    assert "Danke, und wann?" in shown
    assert anna.name not in shown
    file = re.search(r'href="([^"]+/datei/[^"]+)"', shown)[1]
    assert lena_client.get(file).content.startswith(b"%PDF")


def test_news_do_not_count_as_the_teams_answer_but_its_letter_does(
    idea: Idea, anna: Person, anna_client: Client, lena: Person, lena_client: Client
) -> None:
    actions.answer(idea, "Wir bauen 80.", by=lena)
    writes_back(anna_client, anna)
    actions.add_station(idea, "geprueft", by=lena, decided_by="Team")
    assert thread_of(anna).unanswered_since
    letter = {"text": "Im Mai.", "once": "1"}
    for _ in range(2):
        assert lena_client.post(desk(idea, "schreiben/"), typed(idea, **letter)).status_code == 302
    thread = thread_of(anna)
    assert thread.unanswered_since is None
    message = thread.messages.get(author=lena)
    assert (message.body, message.from_city) == ("Im Mai.", True)
    assert lena.name not in message.signature
    assert Mail.objects.filter(kind="message", to=anna.email).count() == 1


def test_the_team_may_write_first_and_reads_what_was_said_above_the_form(
    idea: Idea, anna: Person, lena_client: Client
) -> None:
    assert "schreiben/" in page(lena_client, desk(idea))
    lena_client.post(desk(idea, "schreiben/"), typed(idea, text="Wo genau?", once="1"))
    assert said_to(anna) == "Wo genau?"
    assert "Wo genau?" in page(lena_client, desk(idea, "schreiben/"))


def test_an_empty_letter_is_not_sent(idea: Idea, lena_client: Client) -> None:
    assert lena_client.post(desk(idea, "schreiben/"), typed(idea, text=" \n", once="1")).status_code == 422
    assert not Message.objects.exists()


def test_what_needs_no_answer_leaves_the_list(
    idea: Idea, anna: Person, anna_client: Client, lena: Person, lena_client: Client
) -> None:
    actions.answer(idea, "Wir bauen 80.", by=lena)
    writes_back(anna_client, anna, "Danke!")
    assert "Braucht keine Antwort" in page(lena_client, desk(idea))
    lena_client.post(desk(idea, "nachrichten/erledigt/"))
    assert "Gut so" in page(lena_client, f"{QUEUE}?liste=nachrichten")
    assert Entry.objects.filter(verb="inbox.settled", actor=f"person:{lena.pk}").count() == 1


def test_to_an_author_without_account_nobody_can_write(lena: Person, lena_client: Client) -> None:
    guests = sent()
    assert "schreiben/" not in page(lena_client, desk(guests))
    assert lena_client.get(desk(guests, "schreiben/")).status_code == 302
    with pytest.raises(Impossible):
        actions.write_author(guests, "Hallo", once="1", by=lena)


def test_others_neither_read_nor_write_nor_settle(
    idea: Idea, anna: Person, anna_client: Client, bernd: Person, bernd_client: Client, ivo_client: Client, lena: Person
) -> None:
    actions.answer(idea, "Wir bauen 80.", by=lena)
    writes_back(anna_client, anna, attachments=[SimpleUploadedFile("plan.pdf", paper("pdf"))])
    file_id = Message.objects.get(from_city=False).files.get().id
    for client in (bernd_client, anna_client, ivo_client):
        assert client.get(desk(idea, "schreiben/")).status_code == 404
        assert client.post(desk(idea, "schreiben/"), {"text": "x", "once": "1"}).status_code == 404
        assert client.post(desk(idea, "nachrichten/erledigt/")).status_code == 404
        assert client.get(desk(idea, f"datei/{file_id}/")).status_code == 404
    for act in (
        lambda: actions.write_author(idea, "x", once="1", by=bernd),
        lambda: actions.settle_thread(idea, by=bernd),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert thread_of(anna).unanswered_since


def test_a_file_of_another_ideas_author_is_not_found_here(
    idea: Idea, anna: Person, anna_client: Client, lena: Person, lena_client: Client
) -> None:
    actions.answer(idea, "Wir bauen 80.", by=lena)
    writes_back(anna_client, anna, attachments=[SimpleUploadedFile("plan.pdf", paper("pdf"))])
    file_id = Message.objects.get(from_city=False).files.get().id
    assert lena_client.get(desk(sent("Eine andere"), f"datei/{file_id}/")).status_code == 404


def test_the_list_of_messages_pages_by_key(
    lena: Person, lena_client: Client, bernd: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rathaus.participation.ideas.queue.PAGE", 2)
    for number in range(5):
        idea = sent(f"Idee der Reihe {number}", by=bernd)
        thread = actions.write_author(idea, "Hallo", once="1", by=lena).thread
        post(thread, Message.Kind.TEXT, "Und?", by=bernd, signature="Bernd", from_city=False)
    address, shown = f"{QUEUE}?liste=nachrichten", []
    while address:
        listed = page(lena_client, address)
        shown += re.findall(r"Idee der Reihe \d", listed)
        following = re.search(r'rel="next" href="(\?[^"]+)"', listed)
        address = QUEUE + following[1].replace("&amp;", "&") if following else ""
    assert shown == [f"Idee der Reihe {number}" for number in range(5)]
