"""The team sets workshops up, runs them, and is the only one who does."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rathaus.foundation.notifications.models import Mail
from rathaus.participation.workshops import actions
from rathaus.participation.workshops import clock as time_passing
from rathaus.participation.workshops.models import (
    Commitment,
    Placement,
    Registration,
    Result,
    Series,
    Standing,
    State,
    Workshop,
)
from rathaus.participation.workshops.tests.town import come

DESK = "/arbeitsplatz/workshops/"
HERE = f"{DESK}e-government/"
PAGES = ("angaben/", "tische/", "verlegen/", "absagen/", "anmeldeschluss/", "startwert/", "auslosen/", "dokumentieren/")
ADDRESSES = [DESK, f"{DESK}neu/", f"{DESK}reihe/", HERE, f"{HERE}ankunft/", *(HERE + page for page in PAGES)]
BUTTONS = [f"{HERE}{name}/" for name in ("oeffnen", "stattgefunden", "verteilen")]


def local(moment):
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_opens_for_the_team_and_for_nobody_else(
    address, workshop, lena_client, konrad_client, anna_client, clara_client, georg_client, emil_client, client
):
    assert [browser.get(address).status_code for browser in (lena_client, konrad_client)] == [200, 200]
    others = (anna_client, clara_client, georg_client, emil_client)
    assert {browser.get(address).status_code for browser in others} == {404}
    assert client.get(address).status_code == 302


@pytest.mark.parametrize("address", BUTTONS)
def test_every_button_is_the_teams(address, workshop, anna_client, clara_client, client, lena_client):
    assert {browser.post(address).status_code for browser in (anna_client, clara_client)} == {404}
    asked = lena_client.get(address)
    assert asked.status_code == 200
    assert 'method="post"' in asked.content.decode()
    workshop.refresh_from_db()
    assert workshop.state == State.PLANNED


def test_a_series_and_a_workshop_are_set_up_by_form(lena_client, city, now):
    said = {"title": "Workshops 2028", "slug": "2028", "year": 2028, "about": ""}
    assert lena_client.post(f"{DESK}reihe/", said).status_code == 302
    start = now + timedelta(days=40)
    new = {
        "series": Series.objects.get().pk,
        "number": 1,
        "title": "Wohnen",
        "slug": "wohnen-2028",
        "field": "wohnen",
        "starts_at": local(start),
        "ends_at": local(start + timedelta(hours=2)),
        "register_by": local(start - timedelta(days=9)),
        "seats_citizens": 20,
        "seats_business": 20,
        "seats_administration": 20,
    }
    assert lena_client.post(f"{DESK}neu/", new)["Location"] == f"{DESK}wohnen-2028/"
    again = lena_client.post(f"{DESK}neu/", new)
    assert again.status_code == 422
    assert "schon vergeben" in again.content.decode()
    assert Workshop.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"slug": "platz"}, "brauchen wir selbst"),
        ({"ends_at": "2020-01-01T10:00"}, "vor dem Beginn"),
        ({"register_by": "2030-05-06T10:00"}, "nach dem Beginn"),
        ({"starts_at": "gestern"}, "kein Zeitpunkt"),
        ({"starts_at": "0001-01-01T00:30"}, "Bitte nennen Sie einen Tag vom"),
        ({"ends_at": "9999-12-31T23:59"}, "Bitte nennen Sie einen Tag vom"),
        ({"seats_citizens": "-1"}, "Mindestens 0"),
        ({"seats_citizens": "99999"}, "Höchstens 2000"),
        ({"series": ""}, "wählen Sie eine Reihe"),
        ({"number": "1"}, "anderer Workshop"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(lena_client, workshop, wrong, said):
    new = {
        "series": workshop.series_id,
        "number": 2,
        "title": "Wohnen",
        "slug": "wohnen",
        "field": "wohnen",
        "starts_at": "2030-05-05T16:00",
        "ends_at": "2030-05-05T18:00",
        "register_by": "2030-05-01T16:00",
        "seats_citizens": 20,
        "seats_business": 20,
        "seats_administration": 20,
    }
    answer = lena_client.post(f"{DESK}neu/", new | wrong)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_the_whole_draw_through_the_teams_pages(lena_client, client, workshop, now, clock):
    source = {"source": "Lotto", "numbers": 6, "known_at": local(now + timedelta(days=12))}
    assert lena_client.post(f"{HERE}startwert/", source).status_code == 302
    assert lena_client.post(f"{HERE}startwert/", source).status_code == 422
    lena_client.post(f"{HERE}oeffnen/")
    for name in "ABC":
        come(workshop, name)
    seed = Commitment.objects.get().seed
    assert seed not in lena_client.get(HERE).content.decode()
    clock(workshop.register_by)
    time_passing.pass_time(workshop.pk)
    early = lena_client.post(f"{HERE}auslosen/", {"value": "1 2 3 4 5 6"})
    assert "noch nicht bekannt" in early.content.decode()
    clock(now + timedelta(days=12, minutes=1))
    few = lena_client.post(f"{HERE}auslosen/", {"value": "1 2 3"})
    assert "genau 6 Zahlen" in few.content.decode()
    assert lena_client.post(f"{HERE}auslosen/", {"value": "6, 5, 4, 3, 2, 1"}).status_code == 302
    assert Result.objects.get().value == "1 2 3 4 5 6"
    assert seed[:16] in client.get("/workshops/e-government/").content.decode()


def test_a_seed_whose_numbers_come_too_early_is_refused_with_a_sentence(lena_client, workshop, now):
    source = {"source": "Lotto", "numbers": 6, "known_at": local(now + timedelta(days=2))}
    answer = lena_client.post(f"{HERE}startwert/", source)
    assert "nach dem Anmeldeschluss" in answer.content.decode()
    assert not Commitment.objects.exists()


def test_moving_tells_everyone_who_still_comes(lena_client, opened, run_tasks, mailoutbox):
    come(opened, "A")
    actions.give_back(come(opened, "B").registration, by="code")
    start = opened.starts_at + timedelta(days=3)
    said = {"starts_at": local(start), "ends_at": local(start + timedelta(hours=2)), "place": "VHS", "reason": "Umbau"}
    assert lena_client.post(f"{HERE}verlegen/", said).status_code == 302
    run_tasks()
    assert [mail.to for mail in Mail.objects.filter(kind="workshop_changed")] == ["a@example.org"]
    assert not any("Umbau" in mail.body or "VHS" in mail.body for mail in mailoutbox)


def test_a_start_before_the_deadline_is_refused(lena_client, opened, now):
    said = {"starts_at": local(now + timedelta(days=2)), "ends_at": local(now + timedelta(days=3)), "place": "VHS"}
    answer = lena_client.post(f"{HERE}verlegen/", said)
    assert answer.status_code == 422
    assert "vor dem Anmeldeschluss" in answer.content.decode()


def test_cancelling_tells_everyone_and_cannot_be_done_twice(lena_client, opened, run_tasks):
    come(opened, "A")
    assert lena_client.post(f"{HERE}absagen/", {"reason": "Sturm"}).status_code == 302
    assert lena_client.post(f"{HERE}absagen/", {"reason": "Sturm"}).status_code == 422
    run_tasks()
    assert Mail.objects.filter(kind="workshop_cancelled").count() == 1
    with pytest.raises(actions.NotOpen):
        come(opened, "B")


def test_the_deadline_can_be_put_off_but_not_brought_forward(lena_client, opened, now):
    early = lena_client.post(f"{HERE}anmeldeschluss/", {"register_by": local(now + timedelta(days=5))})
    assert early.status_code == 422
    later = now + timedelta(days=15)
    assert lena_client.post(f"{HERE}anmeldeschluss/", {"register_by": local(later)}).status_code == 302
    opened.refresh_from_db()
    assert local(opened.register_by) == local(later)


def test_fewer_seats_than_taken_are_refused_at_the_field(lena_client, opened):
    for name in "AB":
        come(opened, name)
    said = {"title": "E", "field": "wohnen", "seats_citizens": 1, "seats_business": 2, "seats_administration": 2}
    answer = lena_client.post(f"{HERE}angaben/", said)
    assert answer.status_code == 422
    assert "schon vergeben" in answer.content.decode()


def test_tables_are_lines_of_text(lena_client, workshop):
    assert lena_client.post(f"{HERE}tische/", {"themes": "Eins\n\n Zwei ", "seats": 8}).status_code == 302
    assert [(t.number, t.theme, t.seats) for t in workshop.tables.all()] == [(1, "Eins", 8), (2, "Zwei", 8)]


def test_everyone_with_a_seat_gets_two_tables_and_is_told(lena_client, opened, run_tasks):
    wanted = tuple(opened.tables.all()[:2])
    done = come(opened, "A", wishes=wanted)
    for name in "BC":
        come(opened, name)
    lena_client.post(f"{HERE}verteilen/")
    assert Placement.objects.count() == 4
    assert {p.table for p in Placement.objects.filter(registration=done.registration)} == set(wanted)
    lena_client.post(f"{HERE}verteilen/")
    assert Placement.objects.count() == 4
    run_tasks()
    assert set(Mail.objects.filter(kind="workshop_tables").values_list("to", flat=True)) == {
        "a@example.org",
        "b@example.org",
    }


def test_on_the_day_only_those_present_are_seated(lena_client, opened):
    here, _ = come(opened, "A"), come(opened, "B")
    actions.check_in(opened, [here.registration.number], by="system")
    lena_client.post(f"{HERE}verteilen/", {"anwesend": "1"})
    assert {p.registration_id for p in Placement.objects.all()} == {here.registration.pk}


def test_one_table_is_too_few(lena_client, opened):
    actions.set_tables(opened, ["Eins"], seats=50, by="system")
    come(opened, "A")
    answer = lena_client.post(f"{HERE}verteilen/", follow=True)
    assert "mindestens zwei Tische" in answer.content.decode()


def test_the_list_at_the_door_ticks_many_at_once_and_unticks(lena_client, opened):
    a, b, waiting = (come(opened, name).registration for name in "ABC")
    lena_client.post(f"{HERE}ankunft/", {"da": [a.number, b.number, waiting.number, "unknown"]})
    assert Registration.objects.exclude(present_at=None).count() == 2
    lena_client.post(f"{HERE}ankunft/", {"da": [b.number]})
    assert [r.number for r in Registration.objects.exclude(present_at=None)] == [b.number]


def test_the_teams_page_shows_names_and_needs_and_few_queries(lena_client, opened, django_assert_max_num_queries):
    for name in ("Erika", "Fritz", "Gerd", "Hilde"):
        come(opened, name, access="Hörschleife")
    actions.allocate_tables(opened, by="system")
    lena_client.get(HERE)
    # Session, person, membership, and five to write the audit line come with every page of the team.
    with django_assert_max_num_queries(15):
        page = lena_client.get(HERE).content.decode()
    assert "Erika" in page
    assert "Hörschleife" in page


def test_the_team_gives_back_for_someone_who_calls(lena_client, anna_client, opened):
    a, _b, c = (come(opened, name).registration for name in "ABC")
    assert anna_client.post(f"{HERE}zurueckgeben/{a.number}/").status_code == 404
    lena_client.post(f"{HERE}zurueckgeben/{a.number}/")
    assert [r.standing for r in Registration.objects.order_by("pk")] == ["given_back", "seated", "seated"]
    assert Registration.objects.get(pk=c.pk).standing == Standing.SEATED


def test_two_days_before_everyone_with_a_seat_is_reminded_once(opened, clock, run_tasks):
    for name in "ABC":
        come(opened, name)
    clock(opened.starts_at - timedelta(days=2))
    for _again in range(2):
        time_passing.pass_time_for_all()
    assert sorted(Mail.objects.filter(kind="workshop_reminder").values_list("to", flat=True)) == [
        "a@example.org",
        "b@example.org",
    ]


def test_after_a_move_there_is_a_new_reminder(opened, clock):
    come(opened, "A")
    clock(opened.starts_at - timedelta(days=2))
    time_passing.pass_time(opened.pk)
    start = opened.starts_at + timedelta(days=9)
    actions.move_workshop(opened, starts_at=start, ends_at=start + timedelta(hours=2), place="VHS", by="system")
    time_passing.pass_time(opened.pk)
    assert Mail.objects.filter(kind="workshop_reminder").count() == 1
    clock(start - timedelta(days=1))
    time_passing.pass_time(opened.pk)
    assert Mail.objects.filter(kind="workshop_reminder").count() == 2


def test_at_its_end_a_workshop_has_been_held(opened, clock):
    clock(opened.ends_at)
    time_passing.pass_time(opened.pk)
    opened.refresh_from_db()
    assert opened.state == State.HELD
