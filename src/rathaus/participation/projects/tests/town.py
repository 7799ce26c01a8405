"""Accepted ideas and projects for tests, made by the real actions."""

from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from rathaus.foundation.offices.models import Office
from rathaus.participation.ideas.actions import NewIdea, add_station, send_idea
from rathaus.participation.ideas.models import Idea
from rathaus.participation.projects.actions import NewProject, start_project
from rathaus.participation.projects.models import Project
from rathaus.participation.workshops.models import Series, Workshop
from rathaus.participation.workshops.models.workshop import State
from tests.papers import paper

PNG = paper("png")
WAY = ("geprueft", "lenkungskreis")


def an_idea(
    title: str = "Alles an einem Ort erledigen", *, field: str = "e-government", by: Any = "system", **more: Any
) -> Idea:
    """A public idea that the city has just received."""
    return send_idea(NewIdea(title, "Was geht, auch online.", field, **more), by=by, checked=True).idea


def accepted(idea: Idea | None = None, state: str = "hohe-prioritaet") -> Idea:
    """The idea after the committee has accepted it."""
    idea = idea or an_idea()
    for step in (*WAY, state):
        add_station(idea, step, by="system", decided_by="Lenkungskreis")
    return idea


def a_project(*ideas: Idea, title: str = "ServicePortal", office: str = "stadtentwicklung", **more: Any) -> Project:
    """A running project of an office of the city; ``office=""`` for a partner's."""
    owner = {"office": Office.objects.get(slug=office)} if office else {}
    new: dict[str, Any] = {"title": title, "goals": "Leistungen an einer Stelle.", "field": "e-government"}
    return start_project(ideas or accepted(), NewProject(**new | owner | more), by="system")


def typed(**changes: Any) -> dict[str, Any]:
    """What the team types to start a project."""
    office = Office.objects.get(slug="stadtentwicklung")
    form = {"title": "ServicePortal", "goals": "An einer Stelle", "field": "e-government", "office": office.pk}
    return form | {"partner": "", "contact": "", "budget": ""} | changes


def a_workshop() -> Workshop:
    """One for which people can register."""
    series = Series.objects.create(slug="2026", title="Reihe 2026", year=2026)
    start = timezone.now() + timedelta(days=30)
    return Workshop.objects.create(
        series=series,
        slug="e-government",
        number=1,
        field="e-government",
        title="E-Government",
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        register_by=start,
        state=State.OPEN,
    )


def page(client: Client, address: str) -> str:
    """What it shows."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def in_days(number: int) -> date:
    return timezone.localdate() + timedelta(days=number)


def many(count: int) -> list[Project]:
    return [a_project(accepted(an_idea(f"Idee {n}")), title=f"Projekt {n}") for n in range(count)]
