"""Beginning, coming back, and losing nothing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from rathaus.foundation.vault.models import Key
from rathaus.portal.applications.actions.drafts import Gone, discard, keep
from rathaus.portal.applications.models import Application, Definition, Draft
from rathaus.portal.applications.tests.conftest import REASONS, TREES, YOU, Walker, fields_of


def test_answers_rest_sealed(guest):
    guest.begin()
    guest.send(YOU)
    assert b"Kowalski" not in bytes(Draft.objects.get().sealed_answers)


def test_who_has_a_draft_is_asked_whether_to_go_on_or_begin_anew(guest):
    guest.begin()
    guest.send(YOU)
    guest.go("/antrag/baum/")
    assert "Weitermachen" in guest.text()
    assert "Neu beginnen" in guest.text()
    guest.send({"begin": "on"})
    assert guest.place == "/antrag/baum/gruende/"
    assert Draft.objects.count() == 1


def test_beginning_anew_deletes_the_old_draft_and_its_key(guest):
    guest.begin()
    guest.send(YOU)
    guest.begin()
    assert Draft.objects.get().answers == {"baeume": [{}]}
    assert Key.objects.count() == 1


def test_pressing_begin_twice_makes_one_draft(guest):
    guest.begin()
    guest.begin()
    assert Draft.objects.count() == 1


def test_a_person_goes_on_at_another_device(walker, anna):
    walker.begin()
    walker.send(YOU)
    elsewhere = Client()
    elsewhere.force_login(anna)
    other = Walker(elsewhere)
    other.go("/antrag/baum/gruende/")
    assert other.place == "/antrag/baum/gruende/"
    assert Draft.objects.get().person == anna


def test_nobody_sees_the_draft_of_another(walker, bernd):
    walker.begin()
    walker.send(YOU)
    client = Client()
    client.force_login(bernd)
    for path in ("/antrag/baum/sie/", "/antrag/baum/pruefen/", "/antrag/baum/speichern/"):
        assert client.get(path).headers["Location"] == "/antrag/baum/"
    assert "Weitermachen" not in client.get("/antrag/baum/").content.decode()


def test_a_guests_draft_becomes_hers_when_she_signs_in_and_goes_on(guest, anna):
    guest.begin()
    guest.send(YOU)
    guest.client.force_login(anna)
    guest.go("/antrag/baum/gruende/")
    assert guest.place == "/antrag/baum/gruende/"
    guest.send(REASONS)
    assert Draft.objects.get().person == anna


def test_a_draft_in_her_account_is_not_replaced_by_one_she_began_as_a_guest(walker, guest, anna):
    walker.begin()
    walker.send(YOU | {"name-given": "Erste"})
    guest.begin()
    guest.send(YOU | {"name-given": "Zweite"})
    guest.client.force_login(anna)
    guest.go("/antrag/baum/gruende/")
    guest.send(REASONS)
    assert {draft.answers["name"]["given"] for draft in Draft.objects.all()} == {"Erste", "Zweite"}
    guest.go("/antrag/baum/sie/")
    assert 'value="Zweite"' in guest.page.content.decode()


def test_a_guest_comes_back_with_her_code_however_she_types_it(guest):
    guest.begin()
    guest.send(YOU | {"_later": "1"})
    assert guest.place == "/antrag/baum/speichern/"
    code = Draft.objects.get().code
    assert code in guest.text()
    elsewhere = Walker(Client())
    elsewhere.go("/antrag/fortsetzen/")
    elsewhere.send({"code": code.lower().replace("-", " ")})
    assert elsewhere.place == "/antrag/baum/"
    elsewhere.send({"begin": "on"})
    assert elsewhere.place == "/antrag/baum/gruende/"


def test_the_code_stays_the_same_and_rests_sealed(guest):
    guest.begin()
    guest.send(YOU | {"_later": "1"})
    code = Draft.objects.get().code
    guest.go("/antrag/baum/gruende/")
    guest.send({"_later": "1"})
    draft = Draft.objects.get()
    assert draft.code == code
    assert code.encode() not in bytes(draft.sealed_code)
    assert code not in draft.code_index


def test_looking_at_the_page_for_later_makes_no_code(guest):
    guest.begin()
    guest.go("/antrag/baum/speichern/")
    assert Draft.objects.get().code == ""
    guest.send({})
    assert Draft.objects.get().code in guest.text()


@pytest.mark.parametrize("typed", ["", "AAAA-AAAA-AAAA", "\x00", "ä" * 30, "x" * 500])
def test_a_wrong_code_gets_a_plain_answer(guest, typed):
    guest.begin()
    guest.send(YOU)
    stranger = Walker(Client())
    stranger.go("/antrag/fortsetzen/")
    page = stranger.send({"code": typed})
    assert page.status_code == 200
    assert "Fehler:" in stranger.text()


def test_guessing_codes_is_slowed_down(guest):
    stranger = Client()
    answers = [stranger.post("/antrag/fortsetzen/", {"code": f"AAAA-AAAA-AAA{n % 10}"}).status_code for n in range(30)]
    assert 429 in answers


def test_the_code_of_a_draft_in_an_account_opens_nothing(walker):
    walker.begin()
    walker.send(YOU | {"_later": "1"})
    assert Draft.objects.get().code == ""
    assert Draft.objects.get().code_index == ""
    stranger = Walker(Client())
    stranger.go("/antrag/fortsetzen/")
    stranger.send({"code": "-"})
    assert stranger.place == "/antrag/fortsetzen/"


def test_what_was_typed_after_the_session_ended_is_joined_again_after_signing_in(walker, anna):
    walker.begin()
    walker.send(YOU)
    form = fields_of(walker.page)
    walker.client.logout()
    page = walker.client.post("/antrag/baum/gruende/", form | {"krank": "ja"}, follow=True)
    assert "Ihre Sitzung war zu Ende" in page.content.decode()
    walker.client.force_login(anna)
    walker.go("/antrag/baum/")
    walker.send({"begin": "on"})
    assert walker.place == "/antrag/baum/gruende/"
    draft = Draft.objects.get()
    assert draft.person == anna
    assert draft.answers["krank"] is True
    assert draft.answers["name"]["family"] == "Kowalski"


def test_what_was_typed_after_the_session_ended_is_joined_again_by_code(guest):
    guest.begin()
    guest.send(YOU | {"_later": "1"})
    code = Draft.objects.get().code
    guest.go("/antrag/baum/gruende/")
    form = fields_of(guest.page)
    guest.client.cookies.clear()
    guest.client.post("/antrag/baum/gruende/", form | {"krank": "ja"})
    guest.go("/antrag/fortsetzen/")
    guest.send({"code": code})
    assert Draft.objects.get().answers["krank"] is True


def test_saving_while_typing_says_when_and_fails_loudly_once_the_session_ended(guest):
    guest.begin()
    form = fields_of(guest.page) | YOU | {"_save": "1"}
    answer = guest.client.post("/antrag/baum/sie/", form, headers={"HX-Request": "true"})
    assert "Zuletzt gespeichert um" in answer.content.decode()
    assert Draft.objects.get().answers["name"]["given"] == "Anna"
    guest.client.cookies.clear()
    assert guest.client.post("/antrag/baum/sie/", form, headers={"HX-Request": "true"}).status_code == 409
    assert Draft.objects.count() == 1


def test_saving_brings_the_questions_that_appear_and_takes_away_those_that_go(guest):
    guest.begin()
    guest.send(YOU)
    form = fields_of(guest.page)
    appeared = guest.client.post("/antrag/baum/gruende/", form | {"krank": "ja", "_save": "1"}).content.decode()
    assert 'id="frage-krankheit" hx-swap-oob="true"' in appeared
    assert "Welche Krankheit?" in appeared
    assert "frage-folgen" not in appeared
    shown = form["_shown"] + ["krankheit"]
    gone = guest.client.post("/antrag/baum/gruende/", form | {"_shown": shown, "krank": "nein", "_save": "1"})
    assert 'id="frage-krankheit" hx-swap-oob="true" hidden' in gone.content.decode()


def test_a_draft_that_is_gone_takes_nothing(guest):
    guest.begin()
    draft = Draft.objects.get()
    Draft.objects.filter(pk=draft.pk).delete()
    with pytest.raises(Gone):
        keep(draft, {"krank": True})


def test_nobody_hoards_drafts(walker, anna, service, settings):
    definition = Definition.objects.get()
    for number in range(20):
        other = type(service).objects.create(slug=f"s{number}", title="Anderes")
        draft = Draft(service=other, definition=definition, person=anna, key=Key.objects.create(wrapped=b"", master=""))
        draft.sealed_answers = b""
        draft.save()
    walker.begin()
    assert "sehr viele Anträge" in walker.text()
    settings.RATE_LIMITS = False
    walker.begin()
    assert walker.place == "/antrag/baum/sie/"


def test_a_closed_service_says_what_else_one_can_do(guest):
    guest.begin()
    Definition.objects.update(in_force=False)
    for path in ("/antrag/baum/", "/antrag/baum/sie/", "/antrag/baum/pruefen/"):
        page = guest.client.get(path)
        assert page.status_code == 410
        assert "Im Amt" in page.content.decode()
    assert Draft.objects.count() == 1


def test_a_service_for_accounts_only_lets_guests_begin_and_sends_them_to_sign_in_before_sending(guest, republish):
    republish(lambda content: content.update(guest=False))
    guest.go("/antrag/baum/")
    assert "Ohne Konto beginnen" not in guest.text()
    guest.begin()
    for values in (YOU, REASONS):
        guest.send(values)
    guest.send(TREES, follow=False)
    assert guest.page.headers["Location"] == "/antrag/baum/pruefen/"
    assert guest.client.get("/antrag/baum/pruefen/").headers["Location"] == "/antrag/baum/ausweisen/"
    asked = guest.client.get("/antrag/baum/ausweisen/").headers["Location"]
    assert asked == "/konto/anmelden/?next=/antrag/baum/ausweisen/"
    assert Draft.objects.count() == 1


def test_the_time_of_saving_is_shown_in_local_time(guest):
    guest.begin()
    Draft.objects.update(updated_at=timezone.now() - timedelta(hours=1))
    guest.go("/antrag/baum/sie/")
    shown = timezone.localtime(timezone.now() - timedelta(hours=1))
    assert f"Zuletzt gespeichert um {shown:%H:%M} Uhr" in guest.text()


def test_giving_up_a_draft_that_was_sent_meanwhile_takes_nothing_from_the_application(guest):
    guest.fill_in()
    draft = Draft.objects.get()
    guest.send({"confirmed": "on"})
    discard(draft)
    assert Application.objects.get().answers["ort"] == YOU["ort"]


def test_coming_back_by_code_gives_the_session_a_new_name(guest):
    guest.begin()
    guest.send(YOU | {"_later": "1"})
    code, elsewhere = Draft.objects.get().code, Walker(Client())
    elsewhere.go("/antrag/baum/")
    elsewhere.send({"begin": "on"})
    planted = elsewhere.client.cookies["sitzung"].value
    elsewhere.page = elsewhere.client.post("/antrag/fortsetzen/", {"code": code}, follow=True)
    assert elsewhere.client.cookies["sitzung"].value != planted
    assert "Weitermachen" in elsewhere.text()
    thief = Walker(Client())
    thief.client.cookies["sitzung"] = planted
    thief.go("/antrag/baum/")
    assert "Weitermachen" not in thief.text()


def test_two_pages_that_save_at_once_lose_nothing_of_each_other(guest, django_assert_num_queries):
    guest.begin()
    one, other = (Draft.objects.select_related("key").get() for _ in range(2))
    with django_assert_num_queries(1):
        keep(one, {"gruende": "Sturm"})
    keep(other, {"grund": "ä"})
    stored = Draft.objects.get().answers
    assert (stored["gruende"], stored["grund"]) == ("Sturm", "ä")
    assert other.answers == stored
