"""From idea to service: the chain is walked in both directions, everyone concerned hears of it, and it is counted."""

import io
from collections.abc import Callable

import pikepdf
import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from rathaus.foundation.accounts.models import Person
from tests.clock import Travel
from tests.journeys.way import CARD, PROJECT, RITA, SERIES, SERVICE, TITLE, WILLI, WORKSHOP, Way
from tests.visitor import Visitor

STATES = [
    *("eingegangen", "geprueft", "im-workshop", "machbarkeit", "lenkungskreis"),
    *("hohe-prioritaet", "wird-umgesetzt", "umgesetzt"),
]
LEADING_ON = {"im-workshop", "lenkungskreis", "hohe-prioritaet", "wird-umgesetzt", "umgesetzt"}
FURTHER = ("answer", "hold", "prepare", "call_meeting", "vote")
CARRIED_OUT = ("start", "report", "finish")
"""Parts of the way in which something happens that the author wants to know."""


@pytest.fixture
def way(
    anna: Person,
    bernd: Person,
    emil: Person,
    ivo: Person,
    lena: Person,
    travel_to: Travel,
    run_tasks: Callable[[], int],
) -> Way:
    """Gone to its end."""
    cast = {"anna": anna, "bernd": bernd, "emil": emil, "ivo": ivo, "lena": lena}
    return Way(cast, travel_to, run_tasks).walk()


def test_the_chain_shows_every_station_and_each_leads_back(way: Way) -> None:
    stations = stations_of(way)
    assert [station["state"] for station in stations] == STATES
    idea = Visitor()
    idea.go(way.page)
    chain = idea.text.partition("Wo steht diese Idee?")[2]
    for station in stations:
        _before, found, chain = chain.partition(station["state_name"])
        assert found, f"{station} is not shown in its order"
        assert station["decided_by"] in chain
        if station["link"]:
            assert station["link"] in [link.href for link in idea.page.links]
            assert way.page in links_of(station["link"]), f"{station['link']} does not lead back"
    assert [station["state"] for station in stations if not station["link"]] == [
        "eingegangen",
        "geprueft",
        "machbarkeit",
    ]


def test_the_chain_is_walked_backwards_from_the_service_to_the_card(way: Way) -> None:
    visitor = Visitor()
    visitor.go(SERVICE)
    assert "Entstanden aus einer Idee" in visitor.text
    assert f"Idee {way.number}: {TITLE}" in visitor.text
    visitor.follow(f"Projekt: {PROJECT}")
    assert "Erster Antrag online" in visitor.text
    assert "Der erste Antrag ist online." in visitor.text
    visitor.follow(f"Beschluss {way.decision}")
    assert "Nach einem Jahr berichten" in visitor.text
    visitor.follow(f"/lenkungskreis/sitzungen/{way.meeting_day}/")
    visitor.follow("Niederschrift")
    assert "Der Vorsitz eröffnet die Sitzung." in visitor.text
    assert opens_as_pdf(visitor.follow("Als PDF").content)
    visitor.go(f"/lenkungskreis/beschluesse/{way.decision}/")
    visitor.follow(f"Idee {way.number}")
    visitor.follow(f"/workshops/{WORKSHOP}/")
    assert "Zwei Tische, viele Karten." in visitor.text
    assert "2 Personen waren da" in visitor.text
    visitor.follow(TITLE)
    assert visitor.place == way.page


def test_a_card_becomes_an_idea_that_says_where_it_comes_from(way: Way) -> None:
    visitor = Visitor()
    visitor.go(f"/workshops/{WORKSHOP}/")
    visitor.follow(CARD)
    assert visitor.place == f"/ideen/{way.chosen}/"
    visitor.follow("Tisch Service für Bürger")
    assert visitor.place == f"/workshops/{WORKSHOP}/"
    assert opens_as_pdf(visitor.follow("dokumentation.pdf").content)


def test_everyone_concerned_hears_of_each_station(way: Way) -> None:
    author, supporter = way.cast["bernd"].email, way.cast["anna"].email
    assert author in way.heard["check"], "his idea is public"
    for part in FURTHER:
        assert way.heard[part] == {author, supporter}, part
    for part in CARRIED_OUT:
        assert way.heard[part] == {author, supporter, RITA, WILLI}, part
    bernd = way.visitor("bernd")
    bernd.go("/mein/ideen/")
    assert TITLE in bernd.text
    assert "Umgesetzt" in bernd.text


def test_programs_and_figures_know_of_it(way: Way, capsys: pytest.CaptureFixture[str]) -> None:
    told = Client().get(f"/api/v1/ideas/{way.number}").json()
    assert (told["state"], told["supports"], told["comments"]) == ("umgesetzt", 1, 1)
    assert [(s["decided_by"], s["link"]) for s in told["stations"][-3:]] == [
        (told["stations"][4]["decided_by"], f"/lenkungskreis/beschluesse/{way.decision}/"),
        ("Amt für Stadtentwicklung und Projektmanagement", f"/projekte/{way.project}/"),
        ("Amt für Stadtentwicklung und Projektmanagement", SERVICE),
    ]
    projects = Client().get("/api/v1/projects").json()["projects"]
    assert [(each["title"], each["state"], each["result"]) for each in projects] == [
        (PROJECT, "done", settings.PUBLIC_ADDRESS + SERVICE)
    ]
    counted = Client().get("/api/v1/participation/funnel").json()
    assert (counted["ideas"], counted["pursued"], counted["high_priority"]) == (2, 1, 1)
    figures = Visitor()
    figures.go(f"/mitmachen/zahlen/?reihe={SERIES}")
    assert "2 kamen. Eine ging weiter. Eine zuerst." in figures.text.replace("  ", " ")
    for said in ("bis zum Workshop", "bis zum Ergebnis"):
        assert said in figures.text
    call_command("verify_audit")
    assert "The audit chain is whole" in capsys.readouterr().out


def stations_of(way: Way) -> list[dict[str, str]]:
    return Client().get(f"/api/v1/ideas/{way.number}").json()["stations"]


def links_of(path: str) -> list[str]:
    """Where the page at ``path`` leads; fails if there is none."""
    visitor = Visitor()
    assert visitor.go(path).status_code == 200, path
    return [link.href for link in visitor.page.links]


def opens_as_pdf(content: bytes) -> bool:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages) > 0
