"""In an application: each mistake is told at its field, and nothing that was typed is lost."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from rathaus.portal.applications.models import Application, Draft
from tests.bad_input.texts import AWKWARD, IMPOSSIBLE_DAYS, LINES, NO_COUNTS
from tests.journeys.citizen import Citizen

AtStep = Callable[..., Citizen]
DOG = "/antrag/hund-anmelden"


def assert_told(citizen: Citizen, field: str) -> None:
    """The same page again, with a summary on top that leads to the field."""
    assert citizen.text.count("stimmt noch nicht") + citizen.text.count("stimmen noch nicht") == 1
    targets = [link.href for link in citizen.page.links if link.href.startswith(f"#id_{field}")]
    assert targets, [link.href for link in citizen.page.links if link.href.startswith("#")]
    assert f'id="{targets[0][1:]}"' in citizen.answer.content.decode()


def shown(citizen: Citizen, name: str) -> str:
    """What the field of that name holds now."""
    return next(control.value or "" for form in citizen.page.forms for control in form.named(name))


def as_kept(typed: str) -> str:
    """What stays of typed text: all but control characters."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", "", typed).strip()


def test_no_day_that_does_not_exist(at_step: AtStep) -> None:
    citizen = at_step("halter")
    for typed in IMPOSSIBLE_DAYS:
        citizen.enter("name-given", "Anna")
        for part, text in zip(("tag", "monat", "jahr"), typed, strict=True):
            citizen.enter(f"geburtsdatum-{part}", text)
        citizen.press("Weiter")
        assert citizen.place == f"{DOG}/halter/", typed
        assert_told(citizen, "geburtsdatum")
        assert shown(citizen, "name-given") == "Anna"
        found = [shown(citizen, f"geburtsdatum-{part}") for part in ("tag", "monat", "jahr")]
        assert found == [as_kept(text) for text in typed], typed


def test_no_number_of_dogs_that_cannot_be(at_step: AtStep) -> None:
    citizen = at_step("haushalt")
    for typed in NO_COUNTS:
        citizen.enter("angemeldet", typed)
        citizen.press("Weiter")
        assert citizen.place == f"{DOG}/haushalt/", typed
        assert_told(citizen, "angemeldet")
        assert shown(citizen, "angemeldet") == as_kept(typed)


def test_ten_thousand_lines_are_told_to_be_too_long_and_shown_again(at_step: AtStep) -> None:
    citizen = at_step("hunde")
    citizen.enter("hunde-0-rufname", LINES)
    citizen.enter("hunde-0-rasse", "Dackel")
    citizen.press("Weiter")
    assert_told(citizen, "hunde-0-rufname")
    assert shown(citizen, "hunde-0-rufname").count("Zeile für Zeile") == 10_000
    assert shown(citizen, "hunde-0-rasse") == "Dackel"


@pytest.mark.parametrize("of", ["hund-anmelden/zwei-hunde-einer-gross", "meldebescheinigung/rente-kostenlos"])
def test_no_text_in_any_field_breaks_a_step(at_step: AtStep, of: str) -> None:
    citizen = at_step("pruefen", of)
    hidden = {"csrfmiddlewaretoken", "_shown", "_draft"}
    for step in citizen.steps:
        citizen.go(f"/antrag/{citizen.example.service}/{step}/")
        fields = citizen.page.forms[-1].sent()
        for what, text in AWKWARD.items():
            typed = {name: values if name in hidden else [text] for name, values in fields.items()}
            assert citizen.client.post(citizen.path, typed, follow=True).status_code == 200, (step, what)
    assert not Application.objects.exists()


def test_an_unknown_step_is_not_there_and_a_later_one_leads_back(at_step: AtStep) -> None:
    citizen = at_step("anschrift")
    assert citizen.go(f"{DOG}/gibt-es-nicht/").status_code == 404
    for later in ("zahlung", "lastschrift", "pruefen", "persoenlich"):
        citizen.go(f"{DOG}/{later}/")
        assert citizen.place == f"{DOG}/anschrift/", later


def test_answers_sent_to_a_step_that_is_not_reached_are_not_kept(at_step: AtStep) -> None:
    citizen = at_step("anschrift")
    before = Draft.objects.get().answers
    citizen.client.post(f"{DOG}/zahlung/", {"_shown": "zahlweise", "zahlweise": "ueberweisung"})
    citizen.client.post(f"{DOG}/pruefen/", {"confirmed": "on"})
    assert Draft.objects.get().answers == before
    assert not Application.objects.exists()


def test_hidden_fields_that_were_changed_change_nothing_else(at_step: AtStep) -> None:
    bernd, citizen = at_step("anschrift"), at_step("haushalt")
    theirs, mine = Draft.objects.order_by("created_at")
    before = mine.answers
    for changed in (
        {"_draft": str(theirs.pk)},
        {"_draft": "kein Entwurf"},
        {
            "_shown": [
                "name",
                "befreiung",
                "satz",
                "gibt_es_nicht",
                "hunde-0-rufname",
                "hunde-999-rufname",
                "angemeldet-0",
            ]
        },
        {"name-given": "Eve", "befreiung": "assistenzhund", "satz": "1", "_shown": ["befreiung", "satz"]},
        {"_remove": "hunde-0"},
        {"_remove": f"nachweis.{uuid4()}"},
        {"_remove": "nachweis.kein-name"},
        {"_remove": "hunde--1"},
        {"_add": "gibt_es_nicht"},
        {"_add": "hunde"},
        {"_edit": "gibt_es_nicht-7"},
        {"_edit": "\r\nSet-Cookie: x=1"},
    ):
        page = citizen.client.post(f"{DOG}/haushalt/", {"angemeldet": "2"} | changed, follow=True)
        assert page.status_code == 200, changed
        mine.refresh_from_db()
        assert {name: mine.answers.get(name) for name in before} == before, changed
    theirs.refresh_from_db()
    assert "angemeldet" not in theirs.answers
    assert bernd.go(f"{DOG}/").status_code == 200


def test_a_choice_that_is_not_offered_is_refused(at_step: AtStep) -> None:
    citizen = at_step("befreiung")
    for choice in ("umsonst", "", "\0", "assistenzhund,keine"):
        page = citizen.client.post(citizen.path, {"_shown": "befreiung", "befreiung": choice}, follow=True)
        assert "stimmt noch nicht" in page.content.decode()


def test_no_query_breaks_a_page(at_step: AtStep) -> None:
    citizen = at_step("hunde")
    for query in (
        "offen=hunde-99",
        "offen=%00",
        "offen=hunde-0&pruefen=%ff",
        "schritt=%00",
        "schritt=lastschrift",
        "_=%",
    ):
        assert citizen.go(f"{DOG}/hunde/?{query}").status_code == 200


def test_a_stale_token_costs_one_more_press(at_step: AtStep) -> None:
    citizen = at_step("haushalt")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = citizen.client.cookies
    typed = {"_shown": "angemeldet", "angemeldet": "7", "csrfmiddlewaretoken": "x" * 64}
    page = strict.post(citizen.path, typed)
    assert page.status_code == 403
    assert 'value="7"' in page.content.decode()
    assert "noch einmal" in page.content.decode()
    assert "angemeldet" not in Draft.objects.get().answers


def test_without_the_declaration_nothing_is_sent(at_step: AtStep) -> None:
    citizen = at_step("pruefen")
    citizen.press("Verbindlich absenden")
    assert "Es fehlt noch ein Häkchen" in citizen.text
    assert not Application.objects.exists()


def test_fields_that_the_check_page_does_not_have_change_nothing(at_step: AtStep) -> None:
    citizen = at_step("pruefen")
    citizen.client.post(citizen.path, {"confirmed": "on", "fee": "0", "satz": "1", "person": "1", "reference": "X"})
    application = Application.objects.get()
    assert (application.charge.amount, application.person, len(application.reference)) == (13200, None, 11)
