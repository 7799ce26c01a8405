"""What her profile knows is filled in where she sees it, is locked or marked as the definition says, and stays true."""

from datetime import date

import pytest
from django.test import Client

from rathaus.foundation.accounts.actions import learn, state
from rathaus.foundation.accounts.models import ProfileFact, TrustLevel
from rathaus.foundation.audit.models import Entry
from rathaus.portal.applications.actions.programs import Invalid, submit_answers
from rathaus.portal.applications.actions.submission import submit
from rathaus.portal.applications.known.facts import Known
from rathaus.portal.applications.known.sources import split_street
from rathaus.portal.applications.models import Application, Draft
from rathaus.portal.applications.receipts import _section
from rathaus.portal.applications.tests.conftest import REASONS, TREES, YOU, Walker

NAME = {"given": "Anna Maria", "family": "Kowalski"}


@pytest.fixture
def refusing(republish):
    """The name is filled in and locked, the e-mail address is filled in from the account."""
    return republish(lambda content: _asking(content, "refuse"))


@pytest.fixture
def marking(republish):
    return republish(lambda content: _asking(content, "mark"))


def _asking(content, changed):
    name, email, _place = content["steps"][0]["questions"]
    name.update(prefill="name", changed=changed)
    email.update(prefill="email")


def bundid_tells(person, **facts):
    told = facts or {"given_name": "Anna Maria", "family_name": "Kowalski"}
    learn(person, told, origin=ProfileFact.Origin.BUNDID, level=TrustLevel.SUBSTANTIAL, by="system")


def finish(walker: Walker) -> Application:
    for values in (REASONS, TREES, {"confirmed": "on"}):
        walker.send(values)
    return Application.objects.get()


def test_what_is_known_is_filled_in_with_its_origin(walker, refusing, anna):
    state(anna, {"given_name": "Anna", "family_name": "Kowalski"}, by=anna)
    walker.begin()
    assert 'value="Kowalski"' in walker.page.content.decode()
    assert "Aus „Meine Angaben“: von Ihnen" in walker.text()
    assert 'value="anna@rathaus.example"' in walker.page.content.decode()
    assert "Aus Ihrem Konto." in walker.text()


def test_showing_it_stores_nothing(walker, refusing, anna):
    state(anna, {"given_name": "Anna", "family_name": "Kowalski"}, by=anna)
    walker.begin()
    assert "name" not in Draft.objects.get().answers
    walker.send({"ort": "garten"})
    assert Draft.objects.get().answers["name"] == {"given": "Anna", "family": "Kowalski"}


def test_she_may_empty_what_she_said_herself_and_it_does_not_come_back(walker, refusing):
    walker.begin()
    walker.send({"name-given": "A", "name-family": "K", "email": "", "ort": "garten"})
    walker.go("/antrag/baum/sie/")
    assert "anna@rathaus.example" not in walker.page.content.decode()
    assert Draft.objects.get().answers["email"] is None


def test_what_is_locked_says_so_and_by_whom(walker, refusing, anna):
    bundid_tells(anna)
    walker.begin()
    page = walker.page.content.decode()
    assert page.count(" readonly") == 2
    assert "Gesperrt: bestätigt durch BundID" in walker.text()


def test_a_tampered_answer_is_put_back_and_noted(walker, refusing, anna):
    bundid_tells(anna)
    walker.begin()
    walker.send(YOU | {"name-given": "Erika", "name-family": "Mustermann"})
    assert Draft.objects.get().answers["name"] == NAME
    entry = Entry.objects.get(verb="answers.put_back")
    assert (entry.actor, entry.detail) == (f"person:{anna.pk}", {"questions": ["name"]})
    assert "Mustermann" not in str(entry.detail)
    application = finish(walker)
    assert application.answers["name"] == NAME
    assert application.origins == {"name": {"origin": "bundid", "changed": False}}


@pytest.mark.parametrize("left_out", ["name-given", "name-family", "_shown"])
def test_leaving_the_locked_fields_out_of_the_form_changes_nothing(walker, refusing, anna, left_out):
    bundid_tells(anna)
    walker.begin()
    shown = ["email", "ort"] if left_out == "_shown" else ["name", "email", "ort"]
    sent = {"name-given": "Anna Maria", "name-family": "Kowalski", "ort": "garten", "_shown": shown}
    del sent[left_out if left_out != "_shown" else "name-given"]
    walker.client.post("/antrag/baum/sie/", sent)
    assert Draft.objects.get().answers.get("name", NAME) == NAME


def test_an_untouched_locked_answer_is_no_event(walker, refusing, anna):
    bundid_tells(anna)
    walker.begin()
    walker.send({"ort": "garten"})
    assert not Entry.objects.filter(verb="answers.put_back").exists()


def test_what_she_typed_before_she_proved_who_she_is_gives_way_when_she_sends(walker, refusing, anna):
    walker.fill_in()
    bundid_tells(anna)
    walker.go("/antrag/baum/pruefen/")
    assert "Anna Maria Kowalski bestätigt durch: BundID" in walker.text()
    walker.send({"confirmed": "on"})
    assert Application.objects.get().answers["name"] == NAME


def test_sending_past_the_pages_puts_back_too(walker, refusing, anna):
    walker.fill_in()
    bundid_tells(anna)
    submit(Draft.objects.get().pk, by=anna, level=TrustLevel.BASIC)
    assert Application.objects.get().answers["name"] == NAME


def test_only_what_the_register_knows_is_locked(walker, refusing, anna):
    bundid_tells(anna, family_name="Kowalski")
    walker.begin()
    assert walker.page.content.decode().count(" readonly") == 1
    walker.send(YOU | {"name-given": "Anna", "name-family": "Anders"})
    assert Draft.objects.get().answers["name"] == {"given": "Anna", "family": "Kowalski"}


def test_where_the_register_told_nothing_all_stays_open(walker, refusing):
    walker.begin()
    assert " readonly" not in walker.page.content.decode()
    walker.send(YOU)
    assert Draft.objects.get().answers["name"] == {"given": "Anna", "family": "Kowalski"}


def test_what_the_question_itself_refuses_is_not_locked(service, refusing, anna):
    bundid_tells(anna, given_name="A" * 101, family_name="Kowalski")
    given = Known(refusing.blueprint, anna, today=date(2026, 11, 25)).givens["name"]
    assert given.locked == {"family"}


def test_a_marked_change_is_seen_by_her_and_on_paper(walker, marking, anna):
    bundid_tells(anna)
    walker.begin()
    assert "Wenn Sie etwas ändern, sieht das Amt die Änderung." in walker.text()
    walker.send(YOU | {"name-given": "Änne"})
    walker.go("/antrag/baum/sie/")
    assert "Geändert gegenüber BundID." in walker.text()
    for values in (YOU | {"name-given": "Änne"}, REASONS, TREES):
        walker.send(values)
    assert "geändert gegenüber: BundID" in walker.text()
    walker.send({"confirmed": "on"})
    application = Application.objects.get()
    assert application.answers["name"]["given"] == "Änne"
    assert application.origins == {"name": {"origin": "bundid", "changed": True}}
    paper = [row for section in application.journey.sections for row in _section(section)["rows"]]
    assert ["Änne Kowalski", "(geändert gegenüber: BundID)"] in [row["lines"] for row in paper]


def test_an_allowed_change_leaves_no_mark(walker, republish, anna):
    republish(lambda content: _asking(content, "allow"))
    bundid_tells(anna)
    walker.begin()
    walker.send(YOU)
    assert finish(walker).origins == {}


def test_the_door_for_programs_puts_back_and_notes(service, refusing, anna):
    bundid_tells(anna)
    answers = {"name": {"given": "E", "family": "M"}, "ort": "garten", "krank": False}
    answers |= {"baeume": [{"art": "Eiche", "hoch": False}]}
    application = submit_answers(service, answers, idempotency_key="1", by=anna)
    assert application.answers["name"] == NAME
    assert Entry.objects.filter(verb="answers.put_back").count() == 1
    with pytest.raises(Invalid):
        submit_answers(service, {"ort": "garten"}, idempotency_key="2", by=anna)


def test_a_guest_is_shown_nothing_of_anybody(guest, refusing, anna):
    bundid_tells(anna)
    guest.begin()
    assert "Kowalski" not in guest.page.content.decode()


def test_another_person_is_shown_nothing_of_hers(refusing, anna, bernd):
    bundid_tells(anna)
    client = Client()
    client.force_login(bernd)
    other = Walker(client)
    other.begin()
    assert "Kowalski" not in other.page.content.decode()


def test_after_sending_she_may_keep_what_she_stated(walker, marking, anna):
    walker.begin()
    walker.send(YOU)
    finish(walker)
    assert "Für das nächste Mal merken?" in walker.text()
    assert not anna.facts.exists()
    walker.page = walker.client.post("/antrag/baum/eingang/merken/", follow=True)
    kept = {fact.name: fact.value for fact in anna.facts.select_related("person__key")}
    assert kept == {"given_name": "Anna", "family_name": "Kowalski"}
    assert "Gemerkt." in walker.text()
    assert "Für das nächste Mal merken?" not in walker.text()


def test_nothing_is_offered_for_keeping_that_is_known_or_that_a_guest_stated(walker, guest, marking, anna):
    bundid_tells(anna)
    for one in (walker, guest):
        one.begin()
        one.send(YOU)
        for values in (REASONS, TREES, {"confirmed": "on"}):
            one.send(values)
        assert "Für das nächste Mal merken?" not in one.text()


def test_nobody_keeps_what_another_stated(walker, marking, anna, bernd):
    walker.begin()
    walker.send(YOU)
    finish(walker)
    Application.objects.update(person=bernd)
    assert walker.client.post("/antrag/baum/eingang/merken/").status_code == 404
    assert not anna.facts.exists()
    assert not bernd.facts.exists()


def test_a_page_asks_the_profile_once_however_much_is_known(walker, refusing, anna, django_assert_max_num_queries):
    walker.begin()
    walker.send(YOU)
    walker.go("/antrag/baum/sie/")
    with django_assert_max_num_queries(8) as nothing_known:
        walker.client.get("/antrag/baum/sie/")
    bundid_tells(anna, given_name="Anna", family_name="Kowalski", birth_name="Nowak", town="Duisburg")
    with django_assert_max_num_queries(8) as much_known:
        walker.client.get("/antrag/baum/sie/")
    assert len(much_known) == len(nothing_known)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Königstraße 12a", ("Königstraße", "12a")),
        ("Straße des 17. Juni 135", ("Straße des 17. Juni", "135")),
        ("Kölner Str. 12-14", ("Kölner Str.", "12-14")),
        ("Am Alten Hof 3 b", ("Am Alten Hof", "3 b")),
        ("Musterweg", ("Musterweg", "")),
        ("", ("", "")),
    ],
)
def test_a_street_and_its_number_are_told_apart(text, parts):
    assert split_street(text) == parts
