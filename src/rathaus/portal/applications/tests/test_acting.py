"""Applying for another: within the mandate, under both names, and never for the wrong person."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.models import Entry
from rathaus.foundation.representation.actions.mandates import Terms, accept, end, offer
from rathaus.foundation.representation.models import Mandate
from rathaus.portal.applications.actions import drafts
from rathaus.portal.applications.actions.submission import submit
from rathaus.portal.applications.models import Application, Definition, Draft
from rathaus.portal.applications.tests.conftest import REASONS, YOU, Walker, fields_of
from rathaus.portal.catalogue.models import Service

Give = Callable[..., Mandate]
FORM = ("", "pruefen/", "speichern/", "persoenlich/", "ausweisen/", "eingang/", "sie/")


@pytest.fixture
def give(anna: Person, bernd: Person) -> Give:
    def given(**terms: Any) -> Mandate:
        until = {"until": timezone.localdate() + timedelta(days=30)}
        return accept(offer(anna, Terms(**until | terms), "Nachbar", by=anna), by=bernd)

    return given


@pytest.fixture
def helper(service: Service, bernd: Person) -> Walker:
    client = Client()
    client.force_login(bernd)
    return Walker(client)


def act(helper: Walker, principal: Person) -> None:
    assert helper.client.post("/mein/vertretung/wechseln/", {"for": principal.pk}).headers["Location"] == "/mein/"


def test_a_helper_applies_for_her_and_both_names_stand_everywhere(
    give: Give, helper: Walker, anna: Person, bernd: Person
) -> None:
    give()
    act(helper, anna)
    helper.fill_in()
    assert "Sie handeln für Anna Kowalski" in helper.text()
    assert Draft.objects.get().person == anna
    helper.send({"confirmed": "on"})
    assert "gesendet von Bernd Schäfer für Anna Kowalski" in helper.text()
    application = Application.objects.get()
    assert (application.person, application.sent_by) == (anna, bernd)
    sent = Entry.objects.get(verb="application.sent")
    assert (sent.actor, sent.detail) == (f"person:{bernd.pk}", {"for": f"person:{anna.pk}"})


def test_she_finds_what_he_began_and_sends_it_herself(give: Give, helper: Walker, walker: Walker, anna: Person) -> None:
    give()
    act(helper, anna)
    helper.fill_in()
    walker.go("/antrag/baum/pruefen/")
    walker.send({"confirmed": "on"})
    application = Application.objects.get()
    assert (application.person, application.sent_by) == (anna, None)


def test_his_own_draft_stays_his_own(give: Give, helper: Walker, anna: Person, bernd: Person) -> None:
    give()
    helper.begin()
    act(helper, anna)
    assert "schon angefangen" not in helper.go("/antrag/baum/").content.decode()
    helper.begin()
    assert {draft.person for draft in Draft.objects.all()} == {anna, bernd}


def test_a_guests_draft_in_his_browser_becomes_nobody_elses(give: Give, helper: Walker, anna: Person) -> None:
    give()
    guest = Client()
    guest.post("/antrag/baum/", {"begin": "new"})
    session = helper.client.session
    session["drafts"] = guest.session["drafts"]
    session.save()
    act(helper, anna)
    for place in FORM:
        helper.client.post(f"/antrag/baum/{place}", {"begin": "on"})
    assert Draft.objects.filter(person=None).count() == 1


@pytest.mark.parametrize(
    "terms",
    [{"power": "read"}, {"service": "anderes"}, {"reference": "7K4M-2Q9X-E"}],
    ids=["read", "other-service", "one-case"],
)
def test_outside_his_mandate_nothing_can_be_begun_or_sent(
    give: Give, helper: Walker, walker: Walker, anna: Person, terms: dict[str, str]
) -> None:
    walker.fill_in()
    before = list(Draft.objects.values())
    give(**terms)
    act(helper, anna)
    start = helper.go("/antrag/baum/").content.decode()
    assert "Diesen Antrag können Sie hier nicht stellen" in start
    assert "schon angefangen" not in start
    for place in FORM:
        page = helper.client.get(f"/antrag/baum/{place}", follow=True)
        assert "Kowalski" not in page.content.decode().replace("Anna Kowalski", "")
    for place in ("", "pruefen/", "speichern/", "ausweisen/", "sie/"):
        assert helper.client.post(f"/antrag/baum/{place}", {"begin": "new", "confirmed": "on"}).status_code == 404
    assert list(Draft.objects.values()) == before
    assert not Application.objects.exists()


def test_one_service_is_enough_for_that_service(give: Give, helper: Walker, anna: Person) -> None:
    give(service="baum")
    act(helper, anna)
    helper.fill_in()
    helper.send({"confirmed": "on"})
    assert Application.objects.get().person == anna


def test_revoked_in_the_middle_nothing_more_is_saved(give: Give, helper: Walker, anna: Person) -> None:
    mandate = give()
    act(helper, anna)
    helper.begin()
    helper.send(YOU)
    before = Draft.objects.get().answers
    end(mandate, by=anna)
    helper.send(REASONS)
    assert helper.place == "/mein/vertretung/"
    assert "Ihre Vollmacht gilt nicht mehr." in helper.text()
    assert Draft.objects.get().answers == before
    assert "schon angefangen" not in helper.go("/antrag/baum/").content.decode()


def test_revoked_on_the_check_page_nothing_is_sent(give: Give, helper: Walker, anna: Person) -> None:
    mandate = give()
    act(helper, anna)
    helper.fill_in()
    end(mandate, by=anna)
    helper.send({"confirmed": "on"})
    assert not Application.objects.exists()


def test_the_action_itself_asks_whether_he_may(give: Give, helper: Walker, anna: Person, bernd: Person) -> None:
    mandate = give()
    act(helper, anna)
    helper.fill_in()
    end(mandate, by=anna)
    with pytest.raises(PermissionDenied):
        submit(Draft.objects.get().pk, by=bernd)


def test_after_revoking_the_receipt_is_gone_too(give: Give, helper: Walker, anna: Person) -> None:
    mandate = give()
    act(helper, anna)
    helper.fill_in()
    helper.send({"confirmed": "on"})
    assert helper.client.get("/antrag/baum/eingang/").status_code == 200
    end(mandate, by=anna)
    helper.client.get("/mein/")
    assert helper.client.get("/antrag/baum/eingang/").status_code == 404


def test_a_narrower_mandate_hides_the_receipts_of_the_wider_one(give: Give, helper: Walker, anna: Person) -> None:
    wide = give()
    give(service="anderes")
    act(helper, anna)
    helper.fill_in()
    helper.send({"confirmed": "on"})
    end(wide, by=anna)
    assert helper.client.get("/antrag/baum/eingang/").status_code == 404


def test_switching_hides_the_draft_and_the_receipt_of_the_person_before(
    give: Give, helper: Walker, anna: Person
) -> None:
    give()
    act(helper, anna)
    helper.fill_in()
    helper.client.post("/mein/vertretung/selbst/")
    for place in FORM:
        page = helper.client.get(f"/antrag/baum/{place}", follow=True).content.decode()
        assert "Kowalski" not in page
        assert "schon angefangen" not in page


def test_a_window_left_open_saves_nothing_for_the_wrong_person(
    give: Give, helper: Walker, anna: Person, bernd: Person
) -> None:
    give()
    act(helper, anna)
    helper.begin()
    left_open = helper.page
    helper.client.post("/mein/vertretung/selbst/")
    helper.begin()
    own = Draft.objects.get(person=bernd)
    helper.page = left_open
    helper.send(YOU | {"name-family": "Geheim"})
    assert "gehörte zu einer anderen Person" in helper.text()
    own.refresh_from_db()
    assert "Geheim" not in str(own.answers)


def test_a_start_page_left_open_begins_nothing_for_the_wrong_person(give: Give, helper: Walker, anna: Person) -> None:
    give()
    act(helper, anna)
    helper.go("/antrag/baum/")
    helper.client.post("/mein/vertretung/selbst/")
    helper.send({"begin": "new"})
    assert "gehörte zu einer anderen Person" in helper.text()
    assert not Draft.objects.exists()


def test_he_is_offered_her_earlier_answers_only_within_his_mandate(
    give: Give, helper: Walker, walker: Walker, anna: Person, service: Service
) -> None:
    walker.fill_in()
    walker.send({"confirmed": "on"})
    Application.objects.update(service=Service.objects.create(slug="anderes", title="Anderes"))
    give(service="baum")
    act(helper, anna)
    helper.begin()
    assert "anna@example.org" not in helper.page.content.decode()


def test_a_page_that_grew_stale_shows_nothing_of_the_person_before(
    give: Give, service: Service, anna: Person, bernd: Person
) -> None:
    mandate, helper = give(), Walker(Client(enforce_csrf_checks=True))
    helper.client.force_login(bernd)
    step = f"/antrag/baum/{begin(service, anna).definition.blueprint.steps[0].id}/"
    begin(service, bernd)
    _set(helper, acting_for=anna.pk)
    helper.go(step)
    typed = fields_of(helper.page) | YOU | {"name-family": "Geheim", "csrfmiddlewaretoken": "x" * 64}
    assert 'value="Geheim"' in helper.client.post(step, typed).content.decode()
    _set(helper)
    assert "Geheim" not in helper.client.post(step, typed).content.decode()
    _set(helper, acting_for=anna.pk)
    end(mandate, by=anna)
    answer = helper.client.post(step, typed)
    assert (answer.status_code, "Geheim" in answer.content.decode()) == (403, False)


def _set(helper: Walker, **acting: int) -> None:
    session = helper.client.session
    session.pop("acting_for", None)
    session.update(acting)
    session.save()


def begin(service: Service, person: Person) -> Draft:
    definition = Definition.objects.in_force(service=service)
    return drafts.begin(definition, by=person, others=Draft.objects.none())
