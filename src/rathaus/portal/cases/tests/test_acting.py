"""Another's cases: read and answered within the mandate, under both names; and never from the city's side, too."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.models import Entry
from rathaus.foundation.inbox.actions import mark_read, reply
from rathaus.foundation.inbox.models import Message
from rathaus.foundation.offices.models import Membership, Office
from rathaus.foundation.representation.actions.families import add_child
from rathaus.foundation.representation.actions.mandates import Terms, accept, end, offer
from rathaus.foundation.representation.models import Mandate
from rathaus.portal.applications.actions.publishing import publish_content
from rathaus.portal.cases import actions, rules
from rathaus.portal.cases.models import Case
from rathaus.portal.cases.tests.town import CONTENT, Apply, signed_in
from rathaus.portal.catalogue.models import Service

Give = Callable[..., Mandate]


@dataclass
class Matters:
    """Three cases of Anna's: two of ``hund``, one of ``katze``."""

    dog: Case
    puppy: Case
    cat: Case

    def named(self) -> dict[str, Case]:
        return {"dog": self.dog, "puppy": self.puppy, "cat": self.cat}


@pytest.fixture
def matters(apply: Apply, anna: Person, steuern: Office, clara: Person, run_tasks: Callable[[], int]) -> Matters:
    cases = [apply(anna), apply(anna)]
    katze = Service.objects.create(slug="katze", title="Katze anmelden", facts={"office": ["steuern"]})
    katze.offices.add(steuern)
    publish_content(katze, CONTENT | {"title": "Katze anmelden"})
    case = apply(anna)
    Case.objects.filter(pk=case.pk).update(service=katze)
    type(case.thread).objects.filter(pk=case.thread_id).update(topic="katze")
    found = [actions.take(Case.objects.get(pk=one.pk), by=clara).pk for one in (*cases, case)]
    run_tasks()
    return Matters(*(Case.objects.in_full().get(pk=pk) for pk in found))


@pytest.fixture
def give(anna: Person, bernd: Person) -> Give:
    def given(**terms: Any) -> Mandate:
        until = {"until": timezone.localdate() + timedelta(days=30)}
        return accept(offer(anna, Terms(**until | terms), "Nachbar", by=anna), by=bernd)

    return given


def acting(agent: Person, principal: Person) -> Client:
    browser = signed_in(agent)
    assert browser.post("/mein/vertretung/wechseln/", {"for": principal.pk}).headers["Location"] == "/mein/"
    return browser


SCOPES: dict[str, tuple[Callable[[Matters], dict[str, str]], set[str]]] = {
    "all": (lambda matters: {}, {"dog", "puppy", "cat"}),
    "service": (lambda matters: {"service": "hund"}, {"dog", "puppy"}),
    "case": (lambda matters: {"reference": matters.dog.reference}, {"dog"}),
    "other-case": (lambda matters: {"reference": "7K4M-2Q9X-E"}, set()),
}


@pytest.mark.parametrize("power", ["read", "act"])
@pytest.mark.parametrize("scope", SCOPES)
def test_he_reads_what_his_mandate_names_and_answers_only_if_it_says_so(
    matters: Matters, give: Give, anna: Person, bernd: Person, scope: str, power: str
) -> None:
    terms, reached = SCOPES[scope]
    give(power=power, **terms(matters))
    browser = acting(bernd, anna)
    lists = {place: browser.get(place).content.decode() for place in ("/mein/", "/mein/vorgaenge/")}
    inbox = browser.get("/mein/postfach/").content.decode()
    for name, case in matters.named().items():
        seen, may_act = name in reached, name in reached and power == "act"
        for page in lists.values():
            assert (case.reference in page) == seen
        assert (str(case.thread_id) in inbox) == seen
        paper = case.application.receipt_id
        thread = f"/mein/postfach/{case.thread_id}/"
        letter = case.thread.messages.get()
        expected = 200 if seen else 404
        assert browser.get(case.get_absolute_url()).status_code == expected
        assert browser.get(f"{case.get_absolute_url()}datei/{paper}/").status_code == expected
        assert browser.get(thread).status_code == expected
        assert ("Nachricht senden" in browser.get(thread).content.decode()) == may_act
        sent = browser.post(thread, {"text": "Guten Tag", "once": "1"})
        assert sent.status_code == (302 if may_act else 404)
        assert browser.post(f"{thread}{letter.pk}/oeffnen/").status_code == (302 if may_act else 404)
        letter.refresh_from_db()
        assert (letter.read_at is not None) == may_act
        assert case.thread.messages.count() == (2 if may_act else 1)
        assert browser.get(f"{thread}dateien/{paper}/").status_code == (200 if may_act else 404)


@pytest.mark.parametrize(("power", "button"), [("read", "Frage lesen<"), ("act", "Frage lesen und antworten<")])
def test_who_may_only_read_is_not_told_to_answer(
    matters: Matters, give: Give, anna: Person, bernd: Person, clara: Person, power: str, button: str
) -> None:
    actions.ask(matters.dog, "Welche Farbe?", timezone.localdate() + timedelta(days=7), by=clara)
    give(power=power)
    browser = acting(bernd, anna)
    for page in ("/mein/", "/mein/postfach/", matters.dog.get_absolute_url()):
        assert button in browser.get(page).content.decode()


def test_without_acting_he_sees_only_his_own(matters: Matters, give: Give, bernd: Person) -> None:
    give()
    browser = signed_in(bernd)
    assert matters.dog.reference not in browser.get("/mein/vorgaenge/").content.decode()
    assert browser.get(matters.dog.get_absolute_url()).status_code == 404
    assert browser.get(f"/mein/postfach/{matters.dog.thread_id}/").status_code == 404


def test_while_acting_his_own_are_out_of_sight(apply: Apply, give: Give, anna: Person, bernd: Person) -> None:
    own = apply(bernd)
    give()
    browser = acting(bernd, anna)
    assert own.reference not in browser.get("/mein/vorgaenge/").content.decode()
    assert browser.get(own.get_absolute_url()).status_code == 404


def test_another_of_her_helpers_mandates_helps_nobody_else(matters: Matters, give: Give, ivo: Person) -> None:
    give()
    browser = signed_in(ivo)
    assert browser.get(matters.dog.get_absolute_url()).status_code == 404


def test_his_answer_bears_both_names_for_everyone(
    matters: Matters, give: Give, anna: Person, bernd: Person, clara: Person
) -> None:
    give()
    case = matters.dog
    actions.ask(case, "Wie groß?", timezone.localdate() + timedelta(days=9), by=clara)
    browser = acting(bernd, anna)
    browser.post(f"/mein/postfach/{case.thread_id}/", {"text": "Klein.", "once": "1"})
    names = "Bernd Schäfer für Anna Kowalski"
    assert case.thread.messages.get(kind="answer").signature == names
    assert names in signed_in(anna).get(f"/mein/postfach/{case.thread_id}/").content.decode()
    assert "Durch Bernd Schäfer." in signed_in(anna).get(case.get_absolute_url()).content.decode()
    desk = signed_in(clara).get(case.desk_url).content.decode()
    assert desk.count(names) >= 2
    lines = Entry.objects.filter(actor=f"person:{bernd.pk}", verb__in=["inbox.answer", "case.answered"])
    assert [line.detail["for"] for line in lines] == [f"person:{anna.pk}"] * 2


def test_a_notice_he_opened_is_shown_as_opened_by_him(
    matters: Matters, give: Give, anna: Person, bernd: Person, clara: Person, run_tasks: Callable[[], int]
) -> None:
    case = matters.dog
    actions.decide(case, case.application.definition.blueprint.decisions[0], "Ja.", by=clara)
    run_tasks()
    give()
    notice = case.thread.messages.get(kind="notice")
    place = f"/mein/postfach/{case.thread_id}/"
    acting(bernd, anna).post(f"{place}{notice.pk}/oeffnen/")
    assert "Geöffnet von Bernd Schäfer am" in signed_in(anna).get(place).content.decode()
    opened = Entry.objects.get(verb="inbox.opened")
    assert (opened.actor, opened.detail["for"]) == (f"person:{bernd.pk}", f"person:{anna.pk}")


def test_revoked_between_page_and_sending_the_action_refuses(
    matters: Matters, give: Give, anna: Person, bernd: Person
) -> None:
    mandate, thread = give(), matters.dog.thread
    end(mandate, by=anna)
    with pytest.raises(PermissionDenied):
        reply(thread, Message.Kind.TEXT, "Noch etwas", [], by=bernd, signature="B", once="1")
    with pytest.raises(PermissionDenied):
        mark_read(thread.messages.get(), by=bernd)


def test_a_clerk_works_on_no_case_of_somebody_she_acts_for(
    matters: Matters, anna: Person, clara: Person, doris: Person
) -> None:
    case = matters.dog
    assert signed_in(clara).get(case.desk_url).status_code == 200
    until = timezone.localdate() + timedelta(days=30)
    mandate = accept(offer(anna, Terms(power="read", until=until), "Clara", by=anna), by=clara)
    clara = Person.objects.get(pk=clara.pk)
    assert signed_in(clara).get(case.desk_url).status_code == 404
    assert not rules.may_decide(clara, case)
    assert case.reference not in signed_in(clara).get("/arbeitsplatz/?liste=meine").content.decode()
    assert signed_in(doris).get(case.desk_url).status_code == 200
    end(mandate, by=anna)
    assert signed_in(clara).get(case.desk_url).status_code == 200


def test_a_clerk_works_on_no_case_that_she_sent_for_another(
    matters: Matters, anna: Person, clara: Person, doris: Person
) -> None:
    case = matters.dog
    case.application.sent_by = clara
    case.application.save(update_fields=["sent_by"])
    assert signed_in(clara).get(case.desk_url).status_code == 404
    assert not rules.may_view(clara, Case.objects.in_full().get(pk=case.pk))
    assert signed_in(doris).get(case.desk_url).status_code == 200


def test_the_case_says_who_sent_it_and_who_helped_at_the_counter(
    matters: Matters, anna: Person, bernd: Person, clara: Person, ivo: Person, parken: Office
) -> None:
    case, application = matters.dog, matters.dog.application
    application.sent_by, application.begun_at_counter_by = bernd, ivo
    application.save(update_fields=["sent_by", "begun_at_counter_by"])
    for browser, place in ((signed_in(anna), case.get_absolute_url()), (signed_in(clara), case.desk_url)):
        page = browser.get(place).content.decode()
        assert "gesendet von Bernd Schäfer für Anna Kowalski" in page
        assert "am Schalter mit Ivo Petrov begonnen" in page


def test_reading_her_list_as_a_helper_takes_few_queries(
    matters: Matters, give: Give, anna: Person, bernd: Person, django_assert_max_num_queries: Any
) -> None:
    give(service="hund")
    browser = acting(bernd, anna)
    with django_assert_max_num_queries(8):
        browser.get("/mein/vorgaenge/")
    assert Membership.objects.count() == 1


def test_a_childs_news_reach_its_parents(apply: Apply, anna: Person, mailoutbox: Any, run_tasks: Any) -> None:
    child = add_child("Mia Kowalski", timezone.localdate() - timedelta(days=3000), by=anna)
    case = apply(child)
    run_tasks()
    assert [mail.to for mail in mailoutbox] == [[anna.email]]
    assert "/mein/vertretung/wechseln/" in mailoutbox[0].body
    assert "Mia" not in mailoutbox[0].body + mailoutbox[0].subject
    assert acting(anna, child).get(case.get_absolute_url()).status_code == 200
