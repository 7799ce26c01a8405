"""The way through an application, page by page."""

import pytest
from django.test import Client

from rathaus.portal.applications.models import Application, Draft
from rathaus.portal.applications.tests.conftest import REASONS, TREES, YOU, Walker, fields_of


def test_a_guest_walks_from_the_start_page_to_the_receipt(guest):
    guest.go("/antrag/baum/")
    assert "Das brauchen Sie" in guest.text()
    assert "Ein Foto" in guest.text()
    guest.begin()
    assert guest.place == "/antrag/baum/sie/"
    guest.send(YOU)
    assert guest.place == "/antrag/baum/gruende/"
    guest.send(REASONS)
    assert guest.place == "/antrag/baum/baeume/"
    guest.send(TREES)
    assert guest.place == "/antrag/baum/pruefen/"
    assert "Anna Kowalski" in guest.text()
    assert "15,00 €" in guest.text()
    guest.send({"confirmed": "on"})
    assert guest.place == "/antrag/baum/eingang/"
    assert "Ihr Antrag ist angekommen" in guest.text()


def test_a_fault_is_told_at_the_top_and_at_the_field_and_what_was_typed_stays(guest):
    guest.begin()
    page = guest.send(YOU | {"email": "keine-adresse"})
    assert guest.place == "/antrag/baum/sie/"
    content = page.content.decode()
    assert "<title>Fehler: Wer sind Sie?" in content
    assert 'href="#id_email"' in content
    assert 'id="id_email-fehler"' in content
    assert 'value="keine-adresse"' in content
    guest.go("/antrag/baum/sie/")
    assert 'value="keine-adresse"' in guest.page.content.decode()
    assert "Fehler:" not in guest.text()


def test_the_first_look_at_a_step_shows_no_faults(guest):
    assert "Fehler" not in guest.begin().content.decode()


def test_back_saves_what_was_typed_even_when_it_is_wrong(guest):
    guest.begin()
    guest.send(YOU)
    guest.send({"krank": "ja", "_back": "1"})
    assert guest.place == "/antrag/baum/sie/"
    guest.go("/antrag/baum/gruende/")
    assert fields_of(guest.page)["krank"] == ["ja"]


def test_back_from_the_first_step_leads_to_the_start_page(guest):
    guest.begin()
    guest.send({"_back": "1"})
    assert guest.place == "/antrag/baum/"


def test_without_a_script_a_conditional_question_appears_after_going_on_and_does_not_shout(guest):
    guest.begin()
    guest.send(YOU)
    assert "Welche Krankheit?" not in guest.text()
    guest.send({"krank": "ja"})
    assert guest.place == "/antrag/baum/gruende/"
    assert "Welche Krankheit?" in guest.text()
    assert "Fehler:" not in guest.text()
    assert "Zu Ihrer Antwort gehören noch weitere Fragen" in guest.text()
    guest.send({})
    assert "Fehler:" in guest.text()
    guest.send({"krankheit": "Rotfäule"})
    assert guest.place == "/antrag/baum/baeume/"


def test_a_hidden_answer_is_kept_for_the_case_that_it_is_asked_again_but_never_sent(guest):
    guest.begin()
    guest.send(YOU)
    guest.send({"krank": "ja"})
    guest.send({"krankheit": "Rotfäule"})
    guest.go("/antrag/baum/gruende/")
    guest.send({"krank": "nein"})
    draft = Draft.objects.get()
    assert draft.answers["krankheit"] == "Rotfäule"
    guest.send(TREES)
    guest.send({"confirmed": "on"})
    assert "krankheit" not in Application.objects.get().answers


def test_a_step_that_is_not_her_turn_leads_to_the_open_one_and_stores_nothing(guest):
    guest.begin()
    page = guest.client.get("/antrag/baum/baeume/")
    assert page.headers["Location"] == "/antrag/baum/sie/"
    guest.client.post("/antrag/baum/baeume/", {"_shown": ["baeume-0-art"], "baeume-0-art": "Eiche"})
    assert Draft.objects.get().answers["baeume"] == [{}]
    assert guest.client.get("/antrag/baum/pruefen/").headers["Location"] == "/antrag/baum/sie/"


def test_a_step_that_does_not_exist_is_not_found(guest):
    guest.begin()
    assert guest.client.get("/antrag/baum/quatsch/").status_code == 404
    assert guest.client.post("/antrag/baum/quatsch/", {"a": "b"}).status_code == 404


@pytest.mark.parametrize("path", ["/antrag/gibt-es-nicht/", "/antrag/gibt-es-nicht/sie/", "/antrag/baum/eingang/"])
def test_what_is_not_there_is_not_found(guest, path):
    assert guest.client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/antrag/baum/sie/", "/antrag/baum/pruefen/", "/antrag/baum/speichern/"])
def test_without_a_draft_every_page_leads_to_the_start(guest, path):
    assert guest.client.get(path).headers["Location"] == "/antrag/baum/"


def test_foreign_and_unknown_fields_change_nothing(guest):
    guest.begin()
    extra = {
        "id": "1",
        "person": "1",
        "definition": "9",
        "_shown": ["krank", "x", "name", "email", "ort"],
        "krank": "ja",
    }
    guest.send(YOU | extra)
    assert set(Draft.objects.get().answers) == {"name", "email", "ort", "baeume"}


def test_control_characters_are_taken_out_and_a_flood_of_text_gets_a_plain_answer(guest):
    guest.begin()
    guest.send(YOU | {"name-given": "An\x00na\u202e"})
    assert Draft.objects.get().answers["name"]["given"] == "Anna"
    guest.send({"krank": "ja"})
    page = guest.send({"krankheit": "Zeile\n" * 10_000})
    assert page.status_code == 200
    assert "Fehler:" in guest.text()
    assert len(Draft.objects.get().answers["krankheit"]) > 50_000


def test_the_check_page_leads_to_a_step_and_back(guest):
    guest.fill_in()
    assert 'href="/antrag/baum/gruende/?pruefen"' in guest.page.content.decode()
    guest.go("/antrag/baum/gruende/?pruefen")
    guest.send({"folgen": ["schatten"]})
    assert guest.place == "/antrag/baum/pruefen/"
    assert "Schatten" in guest.text()


def test_a_change_that_asks_more_leads_there_first(guest):
    guest.fill_in()
    guest.go("/antrag/baum/gruende/?pruefen")
    guest.send({"krank": "ja"})
    assert guest.place == "/antrag/baum/gruende/"
    guest.send({"krankheit": "Pilz"})
    assert guest.place == "/antrag/baum/pruefen/"


def test_some_things_go_on_in_person_only(guest, office):
    guest.begin()
    guest.send(YOU | {"ort": "strasse"})
    assert guest.place == "/antrag/baum/persoenlich/"
    assert "Straßenbäume gehören der Stadt" in guest.text()
    assert "Grünamt" in guest.text()
    assert 'href="/antrag/baum/sie/"' in guest.page.content.decode()
    guest.go("/antrag/baum/pruefen/")
    assert guest.place == "/antrag/baum/persoenlich/"
    guest.go("/antrag/baum/sie/")
    guest.send({"ort": "garten"})
    assert guest.place == "/antrag/baum/gruende/"


def test_who_has_nothing_to_do_in_person_is_led_on(guest):
    guest.begin()
    guest.go("/antrag/baum/persoenlich/")
    assert guest.place == "/antrag/baum/sie/"


def test_the_line_of_steps_links_only_where_she_can_go(guest):
    guest.begin()
    guest.send(YOU)
    content = guest.page.content.decode()
    assert '<a href="/antrag/baum/sie/">Sie</a>' in content
    assert '<a href="/antrag/baum/baeume/">' not in content
    assert "<b>Schritt 2 von 4</b>, noch etwa 3 Minuten" in content


def test_enter_presses_the_button_that_goes_on(guest):
    guest.begin()
    guest.send(YOU)
    guest.send(REASONS)
    content = guest.page.content.decode()
    first = content.index('type="submit"', content.index('name="_draft"'))
    assert 'name="' not in content[first : content.index(">", first)]
    assert first < content.index('name="_add"')


def test_nothing_of_an_application_is_kept_by_browsers_or_proxies(guest):
    guest.begin()
    assert "no-store" in guest.page.headers["Cache-Control"]


def test_a_step_costs_few_queries(walker, django_assert_max_num_queries):
    walker.fill_in()
    with django_assert_max_num_queries(6):
        walker.go("/antrag/baum/baeume/")
    with django_assert_max_num_queries(6):
        walker.go("/antrag/baum/pruefen/")


def test_a_stale_form_comes_back_as_typed_and_goes_through_the_second_time(service):
    strict = Walker(Client(enforce_csrf_checks=True))
    strict.go("/antrag/baum/")
    strict.send({"begin": "new"})
    page = strict.send(YOU | {"csrfmiddlewaretoken": "x" * 64})
    assert page.status_code == 403
    content = page.content.decode()
    assert 'value="Kowalski"' in content
    assert "Diese Seite war zu lange offen" in content
    assert Draft.objects.get().answers == {"baeume": [{}]}
    strict.send({})
    assert strict.place == "/antrag/baum/gruende/"
