from datetime import timedelta

import pytest
from django.utils import timezone

from rathaus.foundation.accounts.models import TrustLevel
from rathaus.foundation.audit.models import Entry
from rathaus.portal.cases import actions
from rathaus.portal.cases.models import Case
from rathaus.portal.cases.tests.town import a_pdf, signed_in

PANELS = ["", "fragen/", "erinnern/", "notiz/", "weitergeben/", "entscheiden/", "abschliessen/", "wieder-aufnehmen/"]
BUTTONS = ["uebernehmen/", "freigeben/", "frage-zurueckziehen/", "ablegen/"]


def fresh(case):
    return Case.objects.get(pk=case.pk)


def test_it_shows_how_surely_the_applicant_is_known_and_what_she_changed(claras, clara):
    claras.application.origins = {"name": {"origin": "bundid", "changed": True}}
    claras.application.trust_level = TrustLevel.SUBSTANTIAL
    claras.application.save(update_fields=["origins", "trust_level"])
    page = signed_in(clara).get(claras.desk_url).content.decode()
    assert "Substanziell" in page
    assert "geändert gegenüber: BundID" in page


def test_the_page_shows_the_answers_in_the_citizens_words_with_hints_and_fee(claras, clara):
    page = signed_in(clara).get(claras.desk_url).content.decode()
    for words in (
        "Hund anmelden, Anna Kowalski",
        "Ist der Hund groß?",
        "Musterstraße 12",
        "Die Anzeige fehlt.",
        "132,00",
    ):
        assert words in page, words


def test_looking_at_a_case_is_recorded(claras, clara):
    signed_in(clara).get(claras.desk_url)
    line = Entry.objects.last()
    assert (line.verb, line.subject, line.actor) == ("case.viewed", f"case:{claras.reference}", f"person:{clara.pk}")


def test_the_page_costs_few_queries(claras, clara, django_assert_max_num_queries):
    browser = signed_in(clara)
    for number in range(5):
        actions.note(fresh(claras), f"Notiz {number}", by=clara)
    # Eleven for the page itself, five for the line in the audit chain and its savepoints.
    with django_assert_max_num_queries(16):
        assert browser.get(claras.desk_url).status_code == 200


@pytest.mark.parametrize("place", PANELS)
def test_for_another_office_and_for_citizens_there_is_no_such_case(claras, ivo, anna, place):
    for person in (ivo, anna):
        assert signed_in(person).get(claras.desk_url + place).status_code == 404
        assert signed_in(person).post(claras.desk_url + place).status_code in (404, 405)


@pytest.mark.parametrize("place", PANELS + BUTTONS)
def test_a_stranger_is_sent_to_sign_in(client, claras, place):
    assert client.post(claras.desk_url + place).url.startswith("/konto/")


@pytest.mark.parametrize("place", BUTTONS)
def test_another_offices_clerk_presses_in_vain(claras, ivo, place):
    assert signed_in(ivo).post(claras.desk_url + place).status_code == 404
    assert fresh(claras).revision == claras.revision


@pytest.mark.parametrize("place", [*PANELS, "datei/00000000-0000-4000-8000-000000000000/"])
def test_a_case_that_does_not_exist_looks_like_a_foreign_one(clara, place):
    assert signed_in(clara).get(f"/arbeitsplatz/vorgang/7K4M-2Q9X-E/{place}").status_code == 404


def test_the_clerk_asks_with_a_deadline(claras, clara):
    answer_by = timezone.localdate().isoformat()
    form = {"text": "Wie alt ist er?", "needs_answer": "on", "deadline": answer_by, "revision": claras.revision}
    page = signed_in(clara).post(f"{claras.desk_url}fragen/", form)
    assert page.status_code == 422
    assert "Der Tag muss in der Zukunft liegen." in page.content.decode()
    assert "Wie alt ist er?" in page.content.decode()
    form["deadline"] = f"{timezone.localdate() + timedelta(days=30):%d.%m.%Y}"
    assert signed_in(clara).post(f"{claras.desk_url}fragen/", form).status_code == 302
    assert fresh(claras).state == "waiting"


def test_a_message_without_a_question_leaves_the_clock_running(claras, clara):
    signed_in(clara).post(f"{claras.desk_url}fragen/", {"text": "Wir sind dran."})
    assert fresh(claras).state == "work"
    assert claras.thread.messages.last().body == "Wir sind dran."


def test_a_text_block_is_added_to_what_was_typed_and_nothing_is_sent(claras, clara):
    typed = {"text": "Guten Tag.", "_insert": "nachweis", "revision": claras.revision}
    page = signed_in(clara).post(f"{claras.desk_url}fragen/", typed)
    assert "Guten Tag.\n\nBitte schicken Sie den Nachweis.</textarea>" in page.content.decode()
    assert "stimmt noch nicht" not in page.content.decode()
    assert fresh(claras).state == "work"


def test_two_clerks_at_once_the_second_sees_what_changed_and_keeps_her_text(claras, clara):
    browser = signed_in(clara)
    typed = {"text": "Mein langer Text.", "revision": claras.revision}
    actions.note(claras, "Hat eben angerufen.", by=clara)
    page = browser.post(f"{claras.desk_url}fragen/", typed)
    body = page.content.decode()
    assert page.status_code == 409
    assert "Der Vorgang hat sich inzwischen geändert" in body
    assert "Notiz geschrieben" in body
    assert "Mein langer Text.</textarea>" in body
    now = fresh(claras).revision
    assert f'name="revision" value="{now}"' in body
    assert browser.post(f"{claras.desk_url}fragen/", typed | {"revision": now}).status_code == 302


def test_what_was_typed_is_kept_even_where_the_case_was_taken_away(claras, clara, doris):
    typed = {"text": "Mein langer Text.", "revision": claras.revision}
    actions.assign(claras, doris, by=doris)
    page = signed_in(clara).post(f"{claras.desk_url}fragen/", typed)
    assert page.status_code == 409
    for words in ("Das geht nicht mehr", "Zugewiesen: Doris Brandt", "Mein langer Text.</textarea>"):
        assert words in page.content.decode(), words


def test_a_panel_that_does_not_fit_leads_back_to_the_case(case, clara):
    assert signed_in(clara).get(f"{case.desk_url}fragen/").url == case.desk_url


def test_ten_thousand_lines_are_refused_with_a_number_and_kept(claras, clara):
    text = "Zeile\n" * 10_000
    page = signed_in(clara).post(f"{claras.desk_url}notiz/", {"text": text})
    assert page.status_code == 422
    assert "höchstens 8000 Zeichen" in page.content.decode()
    assert page.content.decode().count("Zeile") >= 10_000
    assert not claras.notes.exists()


def test_a_note_sent_again_is_the_same_note(claras, clara):
    browser, form = signed_in(clara), {"text": "Hat angerufen.", "revision": claras.revision}
    for _ in range(2):
        assert browser.post(f"{claras.desk_url}notiz/", form).status_code == 302
    browser.post(f"{claras.desk_url}notiz/", form | {"revision": fresh(claras).revision})
    assert fresh(claras).notes.count() == 2


def test_control_characters_are_taken_out(claras, clara):
    signed_in(clara).post(f"{claras.desk_url}notiz/", {"text": "Hat\0 an\x1bgerufen."})
    assert claras.notes.get().text == "Hat angerufen."


@pytest.mark.parametrize("revision", ["", "-1", "abc", "9" * 40, "\0"])
def test_a_changed_revision_never_breaks_the_page(claras, clara, revision):
    typed = {"text": "Hallo", "revision": revision}
    assert signed_in(clara).post(f"{claras.desk_url}fragen/", typed).status_code in (302, 409)


def test_the_buttons_work_and_tell_when_someone_was_faster(case, clara, doris):
    browser = signed_in(clara)
    assert browser.post(f"{case.desk_url}uebernehmen/", {"revision": case.revision}).status_code == 302
    assert fresh(case).assigned_to == clara
    page = signed_in(doris).post(f"{case.desk_url}uebernehmen/", {"revision": case.revision}, follow=True)
    assert "war schneller" in page.content.decode()
    assert fresh(case).assigned_to == clara


def test_passing_on_offers_the_colleagues_of_this_office_only(claras, clara, doris, ivo):
    page = signed_in(clara).get(f"{claras.desk_url}weitergeben/").content.decode()
    assert "Doris Brandt" in page
    assert "Ivo Petrov" not in page
    assert signed_in(clara).post(f"{claras.desk_url}weitergeben/", {"to": ivo.pk}).status_code == 422


def test_a_file_opens_only_with_its_own_case(apply, clara):
    mine, other = apply(foto=a_pdf()), apply()
    file = mine.application.uploads.get().file
    assert signed_in(clara).get(f"{mine.desk_url}datei/{file.id}/").status_code == 200
    assert signed_in(clara).get(f"{other.desk_url}datei/{file.id}/").status_code == 404
    assert Entry.objects.filter(verb="case.file_opened").count() == 1
