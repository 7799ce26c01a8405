"""Answers given once are offered again: with a button, to her alone, and never silently."""

from datetime import date

import pytest
from django.test import Client

from rathaus.portal.applications.actions.publishing import publish_content
from rathaus.portal.applications.known import earlier
from rathaus.portal.applications.models import Application, Definition, Draft
from rathaus.portal.applications.tests.conftest import REASONS, TREES, YOU, Walker
from rathaus.portal.catalogue.models import Service

TODAY = date(2026, 11, 25)


@pytest.fixture
def another_service(service) -> Definition:
    """It asks for a name under another id, for somebody else's, and for a place with other words."""
    questions = [
        {"id": "antragsteller", "type": "person-name", "label": "Ihr Name"},
        {"id": "halter", "type": "person-name", "label": "Wem gehört er?", "own": False},
        {"id": "ort", "type": "text", "label": "Ort"},
    ]
    content = {"title": "Hecke", "steps": [{"id": "sie", "title": "Sie", "questions": questions}]}
    return publish_content(Service.objects.create(slug="hecke", title="Hecke"), content)


def apply(walker: Walker, **changes) -> Application:
    walker.begin()
    for values in (YOU | changes, REASONS, TREES, {"confirmed": "on"}):
        walker.send(values)
    return Application.objects.latest("submitted_at")


def test_an_earlier_answer_is_offered_and_not_filled_in(walker):
    apply(walker)
    walker.begin()
    assert "Aus Ihrem Antrag vom" in walker.text()
    assert "Anna Kowalski Übernehmen" in walker.text()
    assert 'value="Kowalski"' not in walker.page.content.decode()
    assert Draft.objects.get().answers.get("name") is None


def test_the_button_fills_it_in_and_keeps_what_else_was_typed(walker):
    apply(walker)
    walker.begin()
    walker.send({"_reuse": "name", "email": "neu@example.org"})
    assert walker.place == "/antrag/baum/sie/"
    assert 'value="Kowalski"' in walker.page.content.decode()
    assert Draft.objects.get().answers["email"] == "neu@example.org"
    assert "Anna Kowalski Übernehmen" not in walker.text()


def test_the_latest_answer_is_the_one_offered(walker):
    apply(walker)
    apply(walker, **{"name-given": "Annegret"})
    walker.begin()
    assert "Annegret Kowalski" in walker.text()


def test_the_same_question_of_the_same_service_is_offered_whatever_its_type(walker):
    apply(walker)
    walker.begin()
    assert "Im Garten Übernehmen" in walker.text()


def test_another_service_is_offered_only_what_is_the_same_everywhere(walker, another_service):
    apply(walker)
    questions = another_service.blueprint.steps[0].questions
    found = earlier.offers(Application.objects.get().person, another_service.service, questions, today=TODAY)
    assert set(found) == {"antragsteller"}


def test_nobody_is_offered_what_another_answered(walker, guest, bernd):
    apply(walker)
    client = Client()
    client.force_login(bernd)
    for other in (Walker(client), guest):
        other.begin()
        assert "Aus Ihrem Antrag" not in other.text()
        other.send({"_reuse": "name"})
        assert Draft.objects.get(person=None if other is guest else bernd).answers["name"] is None


def test_what_is_sensitive_is_never_offered(walker, republish):
    apply(walker)
    republish(lambda content: content["steps"][0]["questions"][0].update(sensitive=True))
    walker.begin()
    assert "Anna Kowalski Übernehmen" not in walker.text()
    walker.send({"_reuse": "name"})
    assert Draft.objects.get().answers["name"] is None


def test_files_and_consents_are_never_offered(walker, republish):
    apply(walker)
    assert {"file", "files", "consent"} <= set(earlier.NEVER)
    walker.begin()
    walker.send(YOU)
    walker.send({"_reuse": "foto"})
    assert not Draft.objects.get().answers["foto"]


def test_an_answer_that_no_longer_fits_is_not_offered(walker, republish):
    apply(walker)
    republish(lambda content: content["steps"][0]["questions"][2]["options"].pop(0))
    walker.begin()
    assert "Im Garten" not in walker.text()


def test_a_case_whose_answers_are_gone_offers_nothing(walker):
    apply(walker)
    Application.objects.update(sealed_answers=b"")
    walker.begin()
    assert "Aus Ihrem Antrag" not in walker.text()


def test_the_cost_does_not_grow_with_her_applications(walker, monkeypatch, django_assert_max_num_queries):
    opened = []
    answers = Application.answers.fget
    monkeypatch.setattr(Application, "answers", property(lambda self: opened.append(self) or answers(self)))
    asked = []
    for _ in range(7):
        apply(walker)
        walker.begin()
        opened.clear()
        with django_assert_max_num_queries(8) as queries:
            walker.client.get("/antrag/baum/sie/")
        asked.append(len(queries))
    assert len(opened) == earlier.LAST
    assert len(set(asked)) == 1
