from datetime import timedelta

from django.utils import timezone

from rathaus.portal.cases import actions
from rathaus.portal.cases.models import Case
from rathaus.portal.cases.stations import stations
from rathaus.portal.cases.tests.town import a_pdf, signed_in


def titles(case):
    return [(station.title, station.state) for station in stations(Case.objects.get(pk=case.pk))]


def decide(case, by):
    actions.decide(case, case.application.definition.blueprint.decisions[0], "", by=by)


def test_a_new_case_says_what_comes_next(case):
    assert titles(case) == [
        ("Angekommen", "now"),
        ("In Bearbeitung", "next"),
        ("Entscheidung", "next"),
        ("Bescheid", "next"),
    ]


def test_the_line_grows_with_the_case(claras, clara, run_tasks):
    assert titles(claras)[:2] == [("Angekommen", "done"), ("In Bearbeitung", "now")]
    actions.ask(claras, "?", timezone.localdate() + timedelta(days=9), by=clara)
    assert titles(claras)[2:] == [
        ("Wartet auf Ihre Antwort", "now"),
        ("Entscheidung", "next"),
        ("Bescheid", "next"),
    ]
    actions.withdraw(claras, by=clara)
    decide(claras, clara)
    assert titles(claras)[-2:] == [("Entscheidung", "now"), ("Bescheid", "next")]
    run_tasks()
    assert titles(claras)[-2:] == [("Entscheidung", "done"), ("Bescheid", "done")]


def test_the_page_shows_where_it_stands_by_when_and_who_cares(claras, anna, django_assert_max_num_queries):
    browser = signed_in(anna)
    with django_assert_max_num_queries(10):
        page = browser.get(claras.get_absolute_url())
    for words in ("In Bearbeitung", "Voraussichtlich bis zum", "Clara Weiß", "Amt für Steuern", claras.reference):
        assert words in page.content.decode(), words
    assert "no-store" in page["Cache-Control"]


def test_what_she_must_do_stands_on_top_with_its_day(claras, clara, anna):
    actions.ask(claras, "Wie alt ist er?", timezone.localdate() + timedelta(days=9), by=clara)
    page = signed_in(anna).get(claras.get_absolute_url()).content.decode()
    assert "Wir brauchen noch etwas von Ihnen" in page
    assert "noch 9 Tage" in page
    assert f"/mein/postfach/{claras.thread_id}/#nachricht-{claras.todo.message_id}" in page


def test_internal_notes_are_never_shown(claras, clara, anna):
    actions.note(claras, "Streng intern.", by=clara)
    page = signed_in(anna).get(claras.get_absolute_url()).content.decode()
    assert "Streng intern" not in page
    assert "Notiz" not in page


def test_for_other_citizens_and_for_staff_there_is_no_such_case(claras, bernd, clara, ivo):
    for person in (bernd, clara, ivo):
        assert signed_in(person).get(claras.get_absolute_url()).status_code == 404


def test_her_files_open_for_her_alone(apply, anna, bernd):
    case = apply(anna, foto=a_pdf())
    place = f"{case.get_absolute_url()}datei/{case.application.uploads.get().file_id}/"
    assert signed_in(anna).get(place).status_code == 200
    assert signed_in(bernd).get(place).status_code == 404


def test_a_notice_is_among_the_papers_once_it_was_opened(claras, clara, anna, run_tasks):
    decide(claras, clara)
    run_tasks()
    decision, browser = claras.decisions.get(), signed_in(anna)
    place = f"{claras.get_absolute_url()}datei/{decision.notice_id}/"
    assert browser.get(place).status_code == 404
    browser.post(f"/mein/postfach/{claras.thread_id}/{decision.message_id}/oeffnen/")
    assert browser.get(place).status_code == 200
    assert place in browser.get(claras.get_absolute_url()).content.decode()
