"""At the counter: begun with a clerk, gone on with alone; the next citizen sees nothing of the one before."""

import re
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.models import Entry
from rathaus.foundation.offices.models import Membership, Office
from rathaus.portal.applications.actions.counter import hand_over
from rathaus.portal.applications.models import Application, Draft, Handover
from rathaus.portal.applications.tests.conftest import REASONS, TREES, YOU, Walker
from rathaus.portal.catalogue.models import Service

DESK, WEITER = "/arbeitsplatz/schalter/", "/antrag/weiter/"
BORN = "1988-03-04"


@pytest.fixture
def clara(office: Office) -> Person:
    person = Person.objects.create_user("clara@rathaus.example", name="Clara Weiß")
    Membership.objects.create(person=person, office=office)
    return person


@pytest.fixture
def desk(service: Service, clara: Person) -> Walker:
    client = Client()
    client.force_login(clara)
    return Walker(client)


def serve(desk: Walker) -> None:
    """Begin, and fill in the first step."""
    desk.page = desk.client.post(DESK, {"service": "baum"}, follow=True)
    assert desk.place.startswith("/antrag/baum/")
    desk.send(YOU | {"name-given": "Berta", "name-family": "Birnbaum"})


def digits_of(desk: Walker, born: str = BORN) -> str:
    page = desk.client.post(f"{DESK}code/", {"born_on": born})
    assert page.status_code == 200
    found = re.search(r"<b>(\d{3} \d{3})</b>", page.content.decode())
    assert found
    return found[1]


def test_what_is_begun_at_the_counter_is_not_the_clerks(desk: Walker, clara: Person) -> None:
    serve(desk)
    draft = Draft.objects.get()
    assert draft.person is None
    assert draft.begun_at_counter_by == clara
    assert "Am Schalter: Sie füllen einen Antrag für die Person vor Ihnen aus" in desk.text()
    assert "Birnbaum" not in desk.client.get("/mein/").content.decode()


def test_the_citizen_goes_on_in_her_account_and_sends(desk: Walker, walker: Walker, anna: Person) -> None:
    serve(desk)
    walker.page = walker.client.post(WEITER, {"digits": digits_of(desk), "born_on": BORN}, follow=True)
    assert Draft.objects.get().person == anna
    walker.send({"begin": "on"})
    for values in (REASONS, TREES):
        walker.send(values)
    walker.send({"confirmed": "on"})
    application = Application.objects.get()
    assert application.person == anna
    assert application.answers["name"]["family"] == "Birnbaum"
    assert application.begun_at_counter_by.name == "Clara Weiß"
    assert application.sent_by is None
    sent = Entry.objects.get(verb="application.sent")
    assert (sent.actor, sent.detail["counter"]) == (f"person:{anna.pk}", f"person:{desk_clerk().pk}")


def desk_clerk() -> Person:
    return Person.objects.get(name="Clara Weiß")


def test_a_guest_goes_on_too(desk: Walker, guest: Walker) -> None:
    serve(desk)
    guest.page = guest.client.post(WEITER, {"digits": digits_of(desk), "born_on": BORN}, follow=True)
    assert "Sie haben diesen Antrag schon angefangen" in guest.text()
    assert Draft.objects.get().person is None


def test_the_clerks_browser_forgets_at_once(desk: Walker) -> None:
    serve(desk)
    digits_of(desk)
    assert not {"counter", "drafts", "receipts"} & set(desk.client.session.keys())
    for place in ("", "pruefen/", "speichern/", "sie/", "eingang/"):
        page = desk.client.get(f"/antrag/baum/{place}", follow=True).content.decode()
        assert "Birnbaum" not in page
        assert "schon angefangen" not in page
    assert "Birnbaum" not in desk.client.get(DESK).content.decode()


def test_the_next_citizen_sees_nothing_of_the_one_before(desk: Walker) -> None:
    serve(desk)
    digits_of(desk)
    desk.page = desk.client.post(DESK, {"service": "baum"}, follow=True)
    assert "Birnbaum" not in desk.page.content.decode()
    desk.go("/antrag/baum/")
    assert "Birnbaum" not in desk.page.content.decode()
    assert Draft.objects.count() == 2


def test_a_page_of_the_citizen_before_saves_nothing_into_the_next_ones_draft(desk: Walker) -> None:
    serve(desk)
    first = Draft.objects.get()
    digits_of(desk)
    desk.client.post(DESK, {"service": "baum"})
    second = Draft.objects.exclude(pk=first.pk).get()
    step = first.definition.blueprint.steps[0].id
    typed = YOU | {"name-family": "Falsch", "_draft": str(first.pk)}
    page = desk.client.post(f"/antrag/baum/{step}/", typed, follow=True)
    assert "gehörte zu einer anderen Person" in page.content.decode()
    assert desk.client.post(f"/antrag/baum/{step}/", typed | {"_save": "1"}).status_code == 409
    second.refresh_from_db()
    assert "Falsch" not in str(second.answers)


def test_ending_deletes_what_was_typed(desk: Walker) -> None:
    serve(desk)
    assert desk.client.get(f"{DESK}beenden/").status_code == 200
    assert Draft.objects.exists()
    desk.client.post(f"{DESK}beenden/")
    assert not Draft.objects.exists()
    assert "counter" not in desk.client.session


def test_the_digits_count_once(desk: Walker, guest: Walker, walker: Walker) -> None:
    serve(desk)
    typed = {"digits": digits_of(desk), "born_on": BORN}
    assert guest.client.post(WEITER, typed).status_code == 302
    assert walker.client.post(WEITER, typed).status_code == 422


def test_the_digits_count_for_half_an_hour(desk: Walker, guest: Walker) -> None:
    serve(desk)
    typed = {"digits": digits_of(desk), "born_on": BORN}
    assert Handover.objects.get().until <= timezone.now() + timedelta(minutes=30)
    Handover.objects.update(until=timezone.now())
    assert guest.client.post(WEITER, typed).status_code == 422


@pytest.mark.parametrize("born", ["1988-03-05", "1988-04-03", ""])
def test_the_digits_alone_open_nothing(desk: Walker, guest: Walker, born: str) -> None:
    serve(desk)
    assert guest.client.post(WEITER, {"digits": digits_of(desk), "born_on": born}).status_code == 422
    assert Handover.objects.exists()


def test_neither_digits_nor_birth_date_are_kept(desk: Walker) -> None:
    serve(desk)
    digits = digits_of(desk)
    kept = str(list(Handover.objects.values())) + str(list(Entry.objects.values()))
    assert digits.replace(" ", "") not in kept
    assert BORN not in kept


@pytest.mark.skipif(not settings.RATE_LIMITS, reason="limits are off")
def test_guessing_is_slowed_down_from_one_place(desk: Walker, guest: Walker) -> None:
    tries = [guest.client.post(WEITER, {"digits": f"{n:06}", "born_on": BORN}).status_code for n in range(6)]
    assert tries == [422] * 5 + [429]


@pytest.mark.skipif(not settings.RATE_LIMITS, reason="limits are off")
def test_guessing_is_slowed_down_from_all_places_together(guest: Walker) -> None:
    tries = [
        guest.client.post(WEITER, {"digits": f"{n:06}", "born_on": BORN}, REMOTE_ADDR=f"10.0.0.{n}").status_code
        for n in range(21)
    ]
    assert tries == [422] * 20 + [429]


@pytest.mark.parametrize("typed", ["12345", "1234567", "abcdef", "١٢٣٤٥٦", ""])
def test_what_are_no_digits_is_said(guest: Walker, typed: str) -> None:
    page = guest.client.post(WEITER, {"digits": typed, "born_on": BORN})
    assert page.status_code == 422
    assert f'value="{typed}"' in page.content.decode() or not typed


def test_nobody_sends_for_the_citizen(desk: Walker) -> None:
    serve(desk)
    for values in (REASONS, TREES):
        desk.send(values)
    assert desk.place == "/antrag/baum/pruefen/"
    assert "Verbindlich absenden" not in desk.text()
    answer = desk.client.post("/antrag/baum/pruefen/", {"confirmed": "on", "_draft": str(Draft.objects.get().pk)})
    assert answer.headers["Location"] == DESK
    assert not Application.objects.exists()


def test_beginning_anew_is_not_offered_at_the_counter(desk: Walker) -> None:
    serve(desk)
    desk.client.post("/antrag/baum/", {"begin": "new"})
    assert Draft.objects.count() == 1


def test_only_staff_stand_at_the_counter(walker: Walker, guest: Walker) -> None:
    for place in ("", "code/", "beenden/"):
        assert walker.client.get(f"{DESK}{place}").status_code == 404
        assert guest.client.get(f"{DESK}{place}").headers["Location"].startswith("/konto/anmelden/")
    walker.client.post(DESK, {"service": "baum"})
    assert not Draft.objects.exists()


def test_nobody_takes_over_in_the_clerks_browser(desk: Walker) -> None:
    serve(desk)
    assert desk.client.post(WEITER, {"digits": "123456", "born_on": BORN}).headers["Location"] == DESK


def test_each_act_stands_in_the_chain(desk: Walker, walker: Walker, anna: Person, clara: Person) -> None:
    serve(desk)
    walker.client.post(WEITER, {"digits": digits_of(desk), "born_on": BORN})
    lines = [(line.verb, line.actor) for line in Entry.objects.filter(verb__startswith="counter.")]
    clerk, citizen = f"person:{clara.pk}", f"person:{anna.pk}"
    assert lines == [("counter.begun", clerk), ("counter.handed_over", clerk), ("counter.taken_over", citizen)]


def test_new_digits_replace_the_old_ones(desk: Walker, guest: Walker, clara: Person) -> None:
    serve(desk)
    draft, born = Draft.objects.get(), date.fromisoformat(BORN)
    old, new = hand_over(draft, born, by=clara), hand_over(draft, born, by=clara)
    assert guest.client.post(WEITER, {"digits": old, "born_on": BORN}).status_code == (302 if old == new else 422)
    assert guest.client.post(WEITER, {"digits": new, "born_on": BORN}).status_code == 302


def test_the_clerk_gets_no_receipt_of_what_the_citizen_sent(desk: Walker, guest: Walker) -> None:
    serve(desk)
    name = str(Draft.objects.get().pk)
    guest.page = guest.client.post(WEITER, {"digits": digits_of(desk), "born_on": BORN}, follow=True)
    guest.page = guest.client.post("/antrag/baum/", follow=True)
    for values in (REASONS, TREES, {"confirmed": "on"}):
        guest.send(values)
    code = Application.objects.get().status_code
    assert code in guest.page.content.decode()
    page = desk.client.post("/antrag/baum/baeume/", {"_draft": name}, follow=True)
    assert code not in page.content.decode()


def test_taking_over_gives_the_session_a_new_name(desk: Walker, guest: Walker) -> None:
    serve(desk)
    session = guest.client.session
    session["planted"] = True
    session.save()
    planted = guest.client.cookies["sitzung"].value
    guest.page = guest.client.post(WEITER, {"digits": digits_of(desk), "born_on": BORN}, follow=True)
    assert guest.client.cookies["sitzung"].value != planted
    thief = Client()
    thief.cookies["sitzung"] = planted
    assert "schon angefangen" not in thief.get("/antrag/baum/").content.decode()
