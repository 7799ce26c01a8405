"""A workshop with two tables and an open room, and phones to come in with."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.participation.ideas.actions import NewIdea, send_idea
from rathaus.participation.ideas.models import Idea
from rathaus.participation.rooms import actions
from rathaus.participation.rooms.models import Card, Room
from rathaus.participation.workshops.models import Series, Table, Workshop

JSON = {"Accept": "application/json"}


def hold_workshop(slug: str = "probe") -> Workshop:
    """With tables 1 (Service für Bürger) and 2 (Kommunikation)."""
    series = Series.objects.create(slug=slug, title="Probereihe", year=2026)
    start = timezone.now()
    workshop = Workshop.objects.create(
        series=series,
        slug=f"{slug}-e-government",
        number=1,
        field="e-government",
        title="Workshop E-Government",
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        register_by=start - timedelta(days=1),
    )
    for number, theme in enumerate(["Service für Bürger", "Kommunikation"], 1):
        Table.objects.create(workshop=workshop, number=number, theme=theme)
    return workshop


@pytest.fixture
def workshop(city: None) -> Workshop:
    return hold_workshop()


@pytest.fixture
def room(workshop: Workshop, lena: Person) -> Room:
    return actions.open_room(workshop, by=lena)


class Phone(Client):
    """Somebody at a table."""

    def __init__(self, room: Room, table: int = 1, alias: str = "") -> None:
        super().__init__()
        self.room, self.url = room, room.get_absolute_url()
        assert self.post(self.url, {"table": table, "alias": alias}).status_code == 302

    def lay(self, text: str, token: object = None) -> HttpResponse:
        return self.post(f"{self.url}karte/", {"text": text, "token": token or uuid4()}, headers=JSON)

    def laid(self, text: str) -> Card:
        """The card as it lies there."""
        assert self.lay(text).status_code == 200
        return Card.objects.get(text=text)

    def weigh(self, card: Card, verb: str = "give") -> HttpResponse:
        return self.post(f"{self.url}punkt/", {verb: card.pk}, headers=JSON)

    def sort(self, card: Card, do: str, **typed: object) -> HttpResponse:
        return self.post(card.url, {"do": do} | typed)

    def write(self, **typed: object) -> HttpResponse:
        return self.post(f"{self.url}steckbrief/", typed, headers=JSON)

    def page(self) -> str:
        return self.get(self.url).content.decode()


@pytest.fixture
def phone(room: Room) -> Callable[..., Phone]:
    return lambda table=1, alias="": Phone(room, table, alias)


@pytest.fixture
def pooled(city: None) -> Idea:
    """An idea of the workshop's field that came by web."""
    new = NewIdea(title="Ein Amt zeigt mir den Weg", text="Bis zur richtigen Tür.", field="e-government")
    return send_idea(new, by="guest", checked=True).idea
