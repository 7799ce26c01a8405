"""What a thread knows of itself: what it is about, what waits in it, and whether it was put away."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.models import Entry
from rathaus.foundation.inbox import actions
from rathaus.foundation.inbox.models import Message, Thread
from rathaus.foundation.inbox.tests.letters import from_city
from rathaus.foundation.vault.actions import create_key

Kind = Thread.Kind


def fresh(thread: Thread) -> Thread:
    return Thread.objects.get(pk=thread.pk)


def test_there_is_one_thread_for_each_matter_and_person_with_a_key_of_its_own(anna: Person, bernd: Person) -> None:
    first = actions.thread_about(Kind.IDEA, "12", "Bänke am Hafen", person=anna)
    assert actions.thread_about(Kind.IDEA, "12", "Anderer Titel", person=anna) == first
    others = [
        actions.thread_about(Kind.IDEA, "12", "Bänke am Hafen", person=bernd),
        actions.thread_about(Kind.IDEA, "13", "Mehr Bäume", person=anna),
        actions.thread_about(Kind.WORKSHOP, "12", "Workshop 12", person=anna),
    ]
    assert len({thread.key_id for thread in (first, *others)}) == 4


def test_two_threads_about_one_idea_are_refused_by_the_database_but_not_two_cases_of_one_service(anna: Person) -> None:
    for _ in range(2):
        actions.open_thread("Hund", person=anna, key=create_key(), reference="", topic="hund-anmelden")
    actions.thread_about(Kind.IDEA, "12", "Bänke", person=anna)
    with pytest.raises(IntegrityError):
        actions.open_thread("Bänke", person=anna, key=create_key(), reference="", kind=Kind.IDEA, topic="12")


def test_a_thread_counts_what_was_not_opened(thread: Thread, anna: Person) -> None:
    messages = [from_city(thread) for _ in range(3)]
    assert fresh(thread).unread == 3
    for _ in range(2):
        actions.mark_read(messages[0], by=anna)
    assert fresh(thread).unread == 2
    actions.post(thread, Message.Kind.TEXT, "Danke", by=anna, signature="Anna", from_city=False)
    assert fresh(thread).unread == 2


def test_what_was_not_opened_before_threads_counted_is_counted_once(thread: Thread) -> None:
    from_city(thread)
    Thread.objects.update(unread=0)
    migration = import_module("rathaus.foundation.inbox.migrations.0003_threads_count_unread")
    for _ in range(2):
        migration.count(apps, None)
    assert fresh(thread).unread == 1


def test_what_waits_is_not_put_away(thread: Thread, anna: Person) -> None:
    message = from_city(thread)
    with pytest.raises(PermissionDenied):
        actions.archive(fresh(thread), by=anna)
    actions.mark_read(message, by=anna)
    actions.archive(fresh(thread), by=anna)
    assert list(Thread.objects.archived()) == [thread]
    assert not Thread.objects.at_hand().exists()
    assert Entry.objects.filter(verb="inbox.archived", actor=f"person:{anna.pk}").count() == 1


def test_a_message_that_came_while_she_pressed_the_button_keeps_it_at_hand(thread: Thread, anna: Person) -> None:
    seen = fresh(thread)
    from_city(thread)
    actions.archive(seen, by=anna)
    assert fresh(thread).archived_at is None
    assert not Entry.objects.filter(verb="inbox.archived").exists()


def test_a_new_message_brings_it_back(thread: Thread, anna: Person) -> None:
    actions.archive(thread, by=anna)
    from_city(thread)
    assert list(Thread.objects.at_hand()) == [thread]


def test_nobody_else_puts_it_away_or_brings_it_back(thread: Thread, anna: Person, bernd: Person) -> None:
    with pytest.raises(PermissionDenied):
        actions.archive(thread, by=bernd)
    actions.archive(thread, by=anna)
    with pytest.raises(PermissionDenied):
        actions.bring_back(thread, by=bernd)
    actions.bring_back(thread, by=anna)
    assert fresh(thread).archived_at is None


def test_who_wrote_waits_until_somebody_answers_and_news_of_a_program_are_no_answer(
    thread: Thread, anna: Person, bernd: Person
) -> None:
    first = actions.post(thread, Message.Kind.TEXT, "Wann?", by=anna, signature="Anna", from_city=False)
    actions.post(thread, Message.Kind.TEXT, "Hallo?", by=anna, signature="Anna", from_city=False)
    assert fresh(thread).unanswered_since == first.sent_at
    from_city(thread)
    assert list(Thread.objects.unanswered()) == [thread]
    from_city(thread, by=bernd)
    assert fresh(thread).unanswered_since is None


def test_what_needs_no_answer_waits_no_more(thread: Thread, anna: Person, bernd: Person) -> None:
    actions.post(thread, Message.Kind.TEXT, "Danke!", by=anna, signature="Anna", from_city=False)
    for _ in range(2):
        actions.settle(thread, by=bernd)
    assert not Thread.objects.unanswered().exists()
    assert Entry.objects.filter(verb="inbox.settled").count() == 1


def test_the_citys_form_sent_twice_is_one_message(thread: Thread, bernd: Person) -> None:
    sent = [actions.write_back(thread, "Bald.", once="abc", by=bernd, signature="Team") for _ in range(2)]
    assert [is_new for _message, is_new in sent] == [True, False]
    assert thread.messages.count() == 1


def test_the_receipt_says_who_opened_it_first_and_cannot_be_changed(thread: Thread, anna: Person) -> None:
    notice = from_city(thread, kind=Message.Kind.NOTICE)
    actions.mark_read(notice, by=anna)
    first = Message.objects.get(pk=notice.pk)
    actions.mark_read(first, by="guest")
    again = Message.objects.get(pk=notice.pk)
    assert (again.read_at, again.read_by) == (first.read_at, anna)
    assert again.opened_for_her_by is None
    assert Entry.objects.filter(verb="inbox.opened", subject=f"message:{notice.id}").count() == 1


def test_another_who_opened_it_for_her_is_named(thread: Thread, bernd: Person) -> None:
    notice = from_city(thread, kind=Message.Kind.NOTICE)
    Message.objects.filter(pk=notice.pk).update(read_by=bernd, read_at=notice.sent_at)
    assert Message.objects.get(pk=notice.pk).opened_for_her_by == bernd


def test_messages_that_come_at_once_keep_their_order(thread: Thread, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: moment)
    sent = [from_city(fresh(thread), str(number)) for number in range(10)]
    assert list(thread.messages.all()) == sent
