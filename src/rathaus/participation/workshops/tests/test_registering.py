"""People register, wait, move up and give their place back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from rathaus.foundation.audit.models import Entry
from rathaus.foundation.notifications.models import Mail
from rathaus.participation.workshops import actions
from rathaus.participation.workshops.models import Registration, Standing
from rathaus.participation.workshops.tests.town import come, patient, typed

SECRETS = ("Erika Muster", "erika@example.org", "Hörschleife")


def standing(registered):
    return Registration.objects.get(pk=registered.registration.pk).standing


def test_a_guest_registers_without_javascript_and_gets_a_number_and_a_code(client, opened, monkeypatch):
    address = "/workshops/e-government/anmelden/"
    first, second = opened.tables.all()[:2]
    with patient(client, address, monkeypatch) as hidden:
        wishes = {"first_wish": first.pk, "second_wish": second.pk}
        answer = client.post(address, typed(**wishes, **hidden), follow=True)
    registration = Registration.objects.get()
    assert answer.redirect_chain == [(f"/workshops/platz/{registration.number}/", 302)]
    page = answer.content.decode()
    assert "Sie haben einen Platz" in page
    assert registration.number in page
    assert "Service für Bürger, Kommunikation" in page
    assert registration.wishes == (first.pk, second.pk)
    assert registration.who == {"name": "Erika Muster", "email": "erika@example.org", "access": "Hörschleife"}


def test_what_tells_who_she_is_rests_sealed(opened):
    come(opened, "Erika", access="Hörschleife")
    row = Registration.objects.values().get()
    kept = " ".join(str(bytes(v) if isinstance(v, memoryview | bytes) else v) for v in row.values())
    assert not any(secret in kept for secret in ("Erika", "erika@", "Hörschleife"))
    assert not any("rika" in str(entry.detail) + entry.subject for entry in Entry.objects.all())


def test_who_fills_in_the_form_in_no_time_is_asked_to_look_again(client, opened):
    address = "/workshops/e-government/anmelden/"
    hidden = {"geoeffnet": client.get(address).context["guard_opened"]}
    answer = client.post(address, typed(**hidden))
    assert answer.status_code == 422
    assert "Das ging sehr schnell" in answer.content.decode()
    assert "Erika Muster" in answer.content.decode()
    assert not Registration.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"group": ""}, "wählen Sie Ihre Gruppe"),
        ({"group": "kings"}, "eine der Gruppen"),
        ({"name": ""}, "füllen Sie dieses Feld aus"),
        ({"name": "x" * 121}, "zu lang"),
        ({"email": "erika"}, "nicht vollständig"),
        ({"access": "x" * 601}, "zu lang"),
        ({"consent": ""}, "Ohne Ihre Einwilligung"),
        ({"first_wish": "999999"}, "einen der Tische"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(anna_client, opened, wrong, said):
    answer = anna_client.post("/workshops/e-government/anmelden/", typed() | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "Hörschleife" in page or "access" in wrong


def test_two_wishes_for_one_table_are_one_too_many(anna_client, opened):
    table = opened.tables.first().pk
    answer = anna_client.post("/workshops/e-government/anmelden/", typed(first_wish=table, second_wish=table))
    assert "zwei verschiedene Tische" in answer.content.decode()


def test_one_address_registers_once_however_it_is_written(anna_client, opened):
    come(opened, "Erika")
    answer = anna_client.post("/workshops/e-government/anmelden/", typed(email="ERIKA@example.org"))
    assert answer.status_code == 422
    assert "schon eine Anmeldung" in answer.content.decode()
    assert Registration.objects.count() == 1


def test_the_database_too_keeps_one_registration_for_an_address(opened):
    one = come(opened, "Erika").registration
    one.pk, one.number, one.seat = None, "OTHER", 2
    with pytest.raises(IntegrityError), transaction.atomic():
        one.save(force_insert=True)


def test_the_database_keeps_two_from_one_seat(opened):
    one, two = come(opened, "Erika").registration, come(opened, "Fritz").registration
    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.filter(pk=two.pk).update(seat=one.seat)


def test_who_gave_back_may_come_again(opened):
    first = come(opened, "Erika").registration
    actions.give_back(first, by="code")
    assert come(opened, "Erika").registration.number != first.number


def test_nobody_registers_before_it_is_open_or_after_it_began(client, workshop, now, clock):
    assert client.get("/workshops/e-government/anmelden/").status_code == 404
    actions.open_registration(workshop, by="system")
    assert client.get("/workshops/e-government/anmelden/").status_code == 200
    clock(workshop.starts_at)
    assert client.get("/workshops/e-government/anmelden/").status_code == 404
    with pytest.raises(actions.NotOpen):
        come(workshop, "Erika")


def test_each_group_has_its_own_seats(opened):
    assert [standing(come(opened, name)) for name in "ABC"] == ["seated", "seated", "waiting"]
    assert standing(come(opened, "D", "business")) == "seated"


def test_a_seat_given_back_goes_to_the_next_of_the_same_group_who_is_told(opened, run_tasks, mailoutbox):
    first, _second = come(opened, "A"), come(opened, "B")
    waiting, later, other = come(opened, "C"), come(opened, "D"), come(opened, "E", "business")
    actions.give_back(first.registration, by="code")
    run_tasks()
    assert standing(waiting) == Standing.SEATED
    assert standing(later) == Standing.WAITING
    assert standing(other) == Standing.SEATED
    assert Mail.objects.get(kind="workshop_seat").to == "c@example.org"
    path = f"/workshops/platz/{waiting.registration.number}/"
    assert any(path in mail.body for mail in mailoutbox if mail.to == ["c@example.org"])
    assert Mail.objects.get(kind="workshop_given_back").to == "a@example.org"


def test_giving_back_twice_frees_one_seat(opened):
    first, _, c, d = (come(opened, name) for name in "ABCD")
    for _again in range(2):
        actions.give_back(first.registration, by="code")
    assert (standing(c), standing(d)) == ("seated", "waiting")


def test_once_the_workshop_has_begun_nobody_moves_up(opened, clock):
    first, _, c = (come(opened, name) for name in "ABC")
    clock(opened.starts_at)
    actions.give_back(first.registration, by="code")
    assert standing(c) == Standing.WAITING


def test_more_seats_move_the_line_up_and_fewer_than_taken_are_refused(opened, lena, konrad):
    _, _, c = (come(opened, name) for name in "ABC")
    actions.change_workshop(opened, seats_citizens=3, by=lena)
    assert standing(c) == Standing.SEATED
    with pytest.raises(actions.TooManySeated):
        actions.change_workshop(opened, seats_citizens=2, by=lena)


def test_the_waiting_list_has_positions_that_shrink(client, opened):
    first = come(opened, "A")
    come(opened, "B")
    come(opened, "C")
    last = come(opened, "D")
    client.get(f"/workshops/platz/{last.registration.number}/{last.code}/")
    address = f"/workshops/platz/{last.registration.number}/"
    assert client.get(address).context["position"] == 2
    actions.give_back(first.registration, by="code")
    assert client.get(address).context["position"] == 1


def test_number_and_code_open_the_place_and_give_it_back(client, opened):
    done = come(opened, "Erika")
    number = done.registration.number
    assert client.get(f"/workshops/platz/{number}/").status_code == 302
    answer = client.post("/workshops/platz/", {"number": number.lower(), "code": done.code}, follow=True)
    assert "Sie haben einen Platz" in answer.content.decode()
    assert "https://video.example/geheim" in answer.content.decode()
    answer = client.post(f"/workshops/platz/{number}/zurueckgeben/", follow=True)
    assert "zurückgegeben" in answer.content.decode()
    assert standing(done) == Standing.GIVEN_BACK


def test_wrong_number_and_wrong_code_are_answered_alike(client, opened):
    done = come(opened, "Erika")
    answers = [
        client.post("/workshops/platz/", {"number": number, "code": "AAAA-AAAA-AAAA"})
        for number in (done.registration.number, "7K4M-2Q9X-E")
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert all("finden wir keine Anmeldung" in answer.content.decode() for answer in answers)


def test_the_link_of_the_first_mail_opens_the_place(client, opened, run_tasks, mailoutbox):
    done = come(opened, "Erika")
    run_tasks()
    [mail] = mailoutbox
    path = f"/workshops/platz/{done.registration.number}/{done.code}/"
    assert path in mail.body
    assert not any(secret in mail.subject + mail.body for secret in ("E-Government", "Erika"))
    assert client.get(path, follow=True).status_code == 200
    assert client.get(path.replace(done.code, "AAAA-AAAA-AAAA"))["Location"] == "/workshops/platz/"


def test_others_can_neither_see_nor_give_back_a_place(bernd_client, client, opened):
    number = come(opened, "Erika").registration.number
    for browser in (client, bernd_client):
        assert browser.get(f"/workshops/platz/{number}/").status_code == 302
        assert browser.get(f"/workshops/platz/{number}/termin.ics").status_code == 404
        assert browser.post(f"/workshops/platz/{number}/zurueckgeben/").status_code == 404
    assert Registration.objects.get().standing == Standing.SEATED


def test_who_is_signed_in_sees_her_own_place_without_a_code(anna_client, anna, opened, bernd):
    answer = anna_client.post("/workshops/e-government/anmelden/", typed())
    assert answer.status_code == 302
    registration = Registration.objects.visible_to(anna).get()
    anna_client.logout()
    anna_client.force_login(anna)
    assert anna_client.get(registration.get_absolute_url()).status_code == 200
    assert not Registration.objects.visible_to(bernd).exists()
    with pytest.raises(PermissionDenied):
        actions.give_back(registration, by=bernd)


def test_the_page_of_a_place_is_kept_nowhere(client, opened):
    done = come(opened, "Erika")
    client.get(f"/workshops/platz/{done.registration.number}/{done.code}/")
    assert "no-store" in client.get(done.registration.get_absolute_url())["Cache-Control"]


def test_giving_back_is_asked_once_more(anna_client, bernd_client, opened, anna):
    new = actions.NewRegistration("Anna", "anna@example.org", "citizens")
    number = actions.register(opened, new, by=anna).registration.number
    address = f"/workshops/platz/{number}/zurueckgeben/"
    assert address in anna_client.get(f"/workshops/platz/{number}/").content.decode()
    assert "Möchten Sie Ihren Platz zurückgeben?" in anna_client.get(address).content.decode()
    assert Registration.objects.get().standing == Standing.SEATED
    assert bernd_client.get(address).status_code == 404


def test_the_place_says_how_it_goes_on(anna_client, opened, anna):
    for name in "BC":
        come(opened, name)
    new = actions.NewRegistration("Anna", "anna@example.org", "citizens")
    number = actions.register(opened, new, by=anna).registration.number
    page = anna_client.get(f"/workshops/platz/{number}/").content.decode()
    assert "Wird ein Platz frei, rücken Sie nach." in page


def test_errors_stand_in_the_title_at_the_group_and_at_the_consent(anna_client, opened):
    page = anna_client.post("/workshops/e-government/anmelden/", {}).content.decode()
    assert "<title>Fehler: Anmelden" in page
    for field in ("group", "consent"):
        assert f'id="id_{field}_error"' in page
    assert "vorzubereiten.:" not in page
