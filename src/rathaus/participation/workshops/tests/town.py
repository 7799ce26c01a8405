"""A workshop for tests, people who register, and a clock that can be set."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from rathaus.participation.workshops import actions
from rathaus.participation.workshops.models import Series, Workshop

THEMES = ("Service für Bürger", "Kommunikation", "Daten", "Abläufe")
CODE = "0123456789"


@pytest.fixture
def now() -> datetime:
    return timezone.now().replace(microsecond=0)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Call it with the moment that is now."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_to


@pytest.fixture
def series(city: None) -> Series:
    return actions.create_series(slug="reihe-2027", title="Workshops 2027", year=2027, by="system")


@pytest.fixture
def workshop(series: Series, now: datetime) -> Workshop:
    """In thirty days; registration ends in ten; two seats for each group, four tables."""
    starts_at = now + timedelta(days=30)
    made = actions.create_workshop(
        series,
        slug="e-government",
        number=1,
        field="e-government",
        title="E-Government",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2, minutes=30),
        place="Rathaus, Burgplatz 19",
        online_link="https://video.example/geheim",
        register_by=now + timedelta(days=10),
        seats_citizens=2,
        seats_business=2,
        seats_administration=2,
        programme="16:00 Begrüßung\n16:15 Tische",
        leaders="Stadt Duisburg: Digitaldezernat",
        by="system",
    )
    actions.set_tables(made, THEMES, seats=10, by="system")
    return made


@pytest.fixture
def opened(workshop: Workshop) -> Workshop:
    """First come, first served."""
    return actions.open_registration(workshop, by="system")


@pytest.fixture
def source(now: datetime) -> actions.Source:
    return actions.Source("Lotto 6 aus 49, die sechs Gewinnzahlen", 6, now + timedelta(days=12))


@pytest.fixture
def with_draw(workshop: Workshop, source: actions.Source) -> Workshop:
    """The hash of the seed is public, and registration open."""
    actions.commit_seed(workshop, source, by="system")
    return actions.open_registration(workshop, by="system")


def come(workshop: Workshop, name: str, group: str = "citizens", **more: Any) -> actions.Registered:
    """``name`` registers as a guest."""
    new = actions.NewRegistration(name, f"{name.lower()}@example.org", group, **more)
    return actions.register(workshop, new, by="guest")


def typed(name: str = "Erika Muster", **more: Any) -> dict[str, Any]:
    """What someone types into the form."""
    said = {"group": "citizens", "name": name, "email": "erika@example.org", "access": "Hörschleife", "consent": "on"}
    return said | more


@contextmanager
def patient(client: Client, address: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """A guest without JavaScript who takes a minute to fill in the form; yields its hidden inputs."""
    opened = client.get(address).context["guard_opened"]
    later = timezone.now() + timedelta(minutes=1)
    with monkeypatch.context() as then:
        then.setattr(timezone, "now", lambda: later)
        yield {"geoeffnet": opened}
