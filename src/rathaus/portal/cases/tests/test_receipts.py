"""When a notice was there to be retrieved, when and by whom it was; and all messages of a case as PDF."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from rathaus.foundation.audit.models import Entry
from rathaus.foundation.documents.tests.test_letters import text_of
from rathaus.foundation.inbox.actions import mark_read, post
from rathaus.foundation.inbox.models import Message, Thread
from rathaus.portal.cases.tests.town import signed_in


@pytest.fixture
def notice(claras) -> Message:
    return post(claras.thread, Message.Kind.NOTICE, "Bewilligt.", by="system", signature="Steueramt", from_city=True)


def desk(case, person, what=""):
    return signed_in(person).get(case.desk_url + what)


def test_the_clerk_sees_for_how_long_a_notice_was_not_retrieved(claras, clara, notice):
    assert "noch nicht abgerufen seit" not in desk(claras, clara).content.decode()
    Message.objects.filter(pk=notice.pk).update(sent_at=timezone.now() - timedelta(days=5))
    page = desk(claras, clara).content.decode()
    assert "Bereitgestellt" in page
    assert "noch nicht abgerufen seit 5 Tagen" in page


def test_once_retrieved_both_moments_stand_there(claras, clara, anna, notice):
    mark_read(notice, by=anna)
    page = desk(claras, clara).content.decode()
    assert "noch nicht abgerufen" not in page
    assert "durch" not in page.partition("Abgerufen")[2].partition("</dl>")[0]


def test_who_retrieved_it_for_her_is_named(claras, clara, doris, notice):
    Message.objects.filter(pk=notice.pk).update(read_at=timezone.now(), read_by=doris)
    assert f"durch {doris.name}" in desk(claras, clara).content.decode()


def test_a_clerk_who_looks_retrieves_nothing(claras, clara, notice):
    desk(claras, clara)
    desk(claras, clara, "verlauf.pdf")
    notice.refresh_from_db()
    assert notice.read_at is None


def test_the_clerk_gets_all_messages_as_pdf_and_it_is_recorded(claras, clara, notice):
    response = desk(claras, clara, "verlauf.pdf")
    assert "Bewilligt." in text_of(response.content)
    assert "no-store" in response.headers["Cache-Control"]
    line = Entry.objects.get(verb="case.transcript")
    assert (line.subject, line.actor) == (f"case:{claras.reference}", f"person:{clara.pk}")


def test_for_another_office_and_for_citizens_there_is_no_such_pdf(claras, ivo, anna, notice):
    for person in (ivo, anna):
        assert desk(claras, person, "verlauf.pdf").status_code == 404
    assert not Entry.objects.filter(verb="case.transcript").exists()


def test_a_new_case_says_in_its_thread_which_service_it_is_about(claras):
    assert (claras.thread.kind, claras.thread.topic) == ("case", claras.service.slug)


def test_threads_from_before_are_told_their_service(claras):
    Thread.objects.update(topic="")
    import_module("rathaus.portal.cases.migrations.0002_threads_know_their_service").name_topics(apps, None)
    assert Thread.objects.get(pk=claras.thread_id).topic == claras.service.slug
