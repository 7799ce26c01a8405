"""Makes people, a workshop and ideas by the program's own actions; a process of its own, because Django takes its
settings but once. Prints ``people.People`` as JSON."""

import json
import secrets
import sys
from dataclasses import asdict
from datetime import timedelta

import django

django.setup()

# Models can only be imported once Django is set up.
from allauth.account.models import EmailAddress  # noqa: E402
from django.utils import timezone  # noqa: E402

from faults.people import PASSWORD, People  # noqa: E402
from rathaus.foundation.accounts.models import Person  # noqa: E402
from rathaus.foundation.offices.actions.staff import appoint, entrust  # noqa: E402
from rathaus.foundation.offices.models import Membership, Office  # noqa: E402
from rathaus.participation.ideas.actions import NewIdea, send_idea  # noqa: E402
from rathaus.participation.workshops import actions as workshops  # noqa: E402

OFFICE = "steuern"


def main(citizens: int, seats: int) -> None:
    mark = secrets.token_hex(3)
    administrator = _person(f"leitung-{mark}")
    entrust(administrator, is_editor=False, is_administrator=True, by="system")
    people = People(
        citizens=[str(_person(f"einwohnerin-{mark}-{number}").email) for number in range(citizens)],
        clerks=[_clerk(f"{name}-{mark}", administrator) for name in ("clara", "doris")],
        workshop=_workshop(f"probe-{mark}", seats),
        ideas=[_idea(f"Bänke am Ufer, Abschnitt {number} {mark}") for number in range(3)],
    )
    json.dump(asdict(people), sys.stdout)


def _person(name: str) -> Person:
    person = Person.objects.create_user(f"{name}@rathaus.example", PASSWORD, name=name.title())
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def _clerk(name: str, administrator: Person) -> str:
    person = _person(name)
    appoint(person, Office.objects.get(slug=OFFICE), Membership.Role.CLERK, by=administrator)
    return str(person.email)


def _workshop(slug: str, seats: int) -> str:
    now = timezone.now().replace(microsecond=0)
    series = workshops.create_series(slug=slug, title="Werkstatt zur Probe", year=now.year, by="system")
    made = workshops.create_workshop(
        series,
        slug=slug,
        number=1,
        field="mobilitaet",
        title=f"Werkstatt {slug}",
        starts_at=now + timedelta(days=60),
        ends_at=now + timedelta(days=60, hours=3),
        register_by=now + timedelta(days=50),
        seats_citizens=seats,
        by="system",
    )
    workshops.set_tables(made, ("Radwege", "Haltestellen"), seats=10, by="system")
    workshops.open_registration(made, by="system")
    return slug


def _idea(title: str) -> int:
    return send_idea(NewIdea(title, "Damit man dort sitzen kann.", "mobilitaet"), by="system", checked=True).idea.number


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
