"""An application that must know who sends it: anybody may begin, proves it on the way, and loses no word over it."""

import pytest
from django.test import Client

from rathaus.foundation.accounts import doors
from rathaus.foundation.accounts.models import TrustLevel
from rathaus.portal.applications.actions.programs import submit_answers
from rathaus.portal.applications.actions.submission import ProofNeeded, submit
from rathaus.portal.applications.blueprints.assembly import assemble
from rathaus.portal.applications.blueprints.name_checks import mistakes
from rathaus.portal.applications.models import Application, Draft
from rathaus.portal.applications.tests.conftest import REASONS, TREES, YOU, Walker

HERE = "/antrag/baum/ausweisen/"


@pytest.fixture
def substantial(republish):
    return republish(lambda content: content.update(guest=False, trust_level="substantial"))


@pytest.fixture
def from_reasons(republish):
    """The level must be proven before the second step."""
    return republish(lambda content: content.update(guest=False, trust_level="substantial", trust_from="gruende"))


@pytest.fixture(autouse=True)
def _two_entrances(monkeypatch):
    entrances = {
        "bundid": doors.Entrance("BundID", "/konto/bundid/anmelden/", TrustLevel.HIGH),
        "brief": doors.Entrance("Code per Brief", "/konto/brief/", TrustLevel.BASIC),
    }
    monkeypatch.setattr(doors, "_entrances", entrances)


def prove(client: Client, level: TrustLevel) -> None:
    """What a door does when she comes back through it."""
    session = client.session
    session["trust_level"] = int(level)
    session.save()


def sent_to_proof(walker: Walker) -> None:
    assert walker.place == HERE
    assert "Jetzt ausweisen" in walker.text()


def test_whoever_has_not_proven_enough_may_begin_and_fill_in(guest, substantial):
    guest.go("/antrag/baum/")
    assert "Dafür brauchen Sie die BundID mit Online-Ausweis oder ELSTER-Zertifikat." in guest.text()
    assert "Wir sagen Ihnen, wann Sie sich ausweisen." in guest.text()
    guest.begin()
    for values in (YOU, REASONS, TREES):
        guest.send(values)
    sent_to_proof(guest)


def test_only_doors_that_can_prove_it_are_offered_and_lead_back(guest, from_reasons):
    guest.begin()
    guest.send(YOU)
    sent_to_proof(guest)
    back = "%2Fantrag%2Fbaum%2Fausweisen%2F%3Fweiter%3Dgruende"
    assert f'href="/konto/bundid/anmelden/?level=substantial&amp;next={back}"' in guest.page.content.decode()
    assert "Code per Brief" not in guest.text()


def test_with_no_door_open_she_is_told_so_and_nothing_is_lost(guest, substantial, monkeypatch):
    monkeypatch.setattr(doors, "_entrances", {})
    guest.begin()
    guest.go(HERE)
    assert "Das geht online gerade nicht. Ihre Angaben bleiben gespeichert." in guest.text()


def test_she_comes_back_to_the_same_place_with_all_she_typed_and_the_draft_is_hers(guest, from_reasons, anna):
    guest.begin()
    guest.send(YOU)
    guest.client.force_login(anna)
    prove(guest.client, TrustLevel.SUBSTANTIAL)
    guest.go(f"{HERE}?weiter=gruende")
    assert "Sie haben sich ausgewiesen" in guest.text()
    assert Draft.objects.get().person is None
    guest.send({})
    assert guest.place == "/antrag/baum/gruende/"
    assert Draft.objects.get().person == anna
    assert Draft.objects.get().answers["name"] == {"given": "Anna", "family": "Kowalski"}


def test_a_step_sent_after_the_proof_has_gone_is_saved_first(walker, from_reasons):
    walker.begin()
    walker.send(YOU)
    prove(walker.client, TrustLevel.SUBSTANTIAL)
    walker.go("/antrag/baum/gruende/")
    prove(walker.client, TrustLevel.NONE)
    walker.send({"krank": "ja", "folgen": ["laub"]})
    sent_to_proof(walker)
    answers = Draft.objects.get().answers
    assert (answers["krank"], answers["folgen"]) == (True, ["laub"])


def test_a_password_is_enough_where_basic_is_asked(guest, republish, anna):
    republish(lambda content: content.update(guest=False, trust_level="basic"))
    guest.begin()
    assert guest.client.get(HERE).headers["Location"] == f"/konto/anmelden/?next={HERE}"
    guest.client.force_login(anna)
    assert "Weiter im Antrag" in guest.client.get(HERE).content.decode()


def test_sending_past_the_pages_is_refused(walker, substantial, anna):
    walker.begin()
    for values in (YOU, REASONS, TREES):
        walker.send(values)
    walker.client.post("/antrag/baum/pruefen/", {"confirmed": "on"})
    with pytest.raises(ProofNeeded):
        submit(Draft.objects.get().pk, by=anna, level=TrustLevel.BASIC)
    assert not Application.objects.exists()


def test_going_back_without_proof_leads_nowhere_else(walker, substantial):
    walker.begin()
    assert "Jetzt ausweisen" in walker.client.post(HERE).content.decode()


def test_the_door_for_programs_refuses_too(service, substantial, anna):
    for level in (TrustLevel.NONE, TrustLevel.BASIC):
        with pytest.raises(ProofNeeded):
            submit_answers(service, {}, idempotency_key="1", by=anna, level=level)


def test_the_level_proven_stays_with_the_application(walker, substantial):
    prove(walker.client, TrustLevel.HIGH)
    walker.fill_in()
    walker.send({"confirmed": "on"})
    assert Application.objects.get().trust_level == TrustLevel.HIGH


def test_without_need_the_level_is_kept_all_the_same(guest, walker):
    for one in (guest, walker):
        one.fill_in()
        one.send({"confirmed": "on"})
    sent = Application.objects.order_by("submitted_at")
    assert [one.trust_level for one in sent] == [TrustLevel.NONE, TrustLevel.BASIC]


def test_a_stranger_has_no_draft_to_prove_anything_for(service, substantial):
    assert Client().get(HERE).headers["Location"] == "/antrag/baum/"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"trust_level": "middling"}, "unknown level 'middling'"),
        ({"trust_level": "high", "guest": True}, "guest = true goes with trust_level 'none'"),
        ({"trust_level": "none", "guest": False}, "guest = true goes with trust_level 'none'"),
        ({"trust_level": "high", "guest": False, "trust_from": "nie"}, "unknown step 'nie'"),
    ],
)
def test_a_definition_that_contradicts_itself_is_refused(service, republish, changes, said):
    content = republish(lambda content: None).content
    assert said in " ".join(mistake.message for mistake in mistakes(assemble(content | changes)))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"prefill": "shoe_size"}, "unknown prefill 'shoe_size'"),
        ({"prefill": "phone"}, "'phone' fills in phone"),
        ({"changed": "forbid"}, "unknown 'forbid': refuse, mark or allow"),
    ],
)
def test_a_prefill_that_cannot_be_is_refused(service, republish, changes, said):
    content = republish(lambda content: None).content
    content["steps"][0]["questions"][0].update(changes)
    assert said in " ".join(mistake.message for mistake in mistakes(assemble(content)))


def test_a_group_is_never_filled_from_a_profile(service, republish):
    content = republish(lambda content: None).content
    content["steps"][2]["questions"][0]["questions"][0]["prefill"] = "birth_place"
    assert "a profile tells of one person" in " ".join(one.message for one in mistakes(assemble(content)))
