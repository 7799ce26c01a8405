"""Where the town stands when its acts are tried: as it is, and twice later, when other things can be done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.accounts.tests.visiting import SIGN_UP, show_again, sign_in
from rathaus.foundation.notifications.actions import allow
from rathaus.foundation.offices.models import Office
from rathaus.foundation.representation.actions.mandates import Terms, offer
from rathaus.foundation.representation.models import Mandate
from rathaus.integrations.demo.cast import CAST, PASSWORD
from rathaus.participation.committee import actions as committee
from rathaus.participation.committee.models import Ballot, Committee, Item, Member, Result
from rathaus.participation.ideas import actions as ideas
from rathaus.participation.ideas.actions import NewIdea
from rathaus.participation.projects import actions as projects
from rathaus.participation.rooms import actions as rooms
from rathaus.participation.rooms.models import Phase, Room
from rathaus.participation.workshops import actions as workshops
from rathaus.participation.workshops.models import Series, Workshop
from rathaus.portal.cases import actions as cases
from tests.journeys.citizen import Citizen
from tests.security.typed import BROWSER, typed
from tests.walk.town import EXAMPLE, Town

DESK = "/arbeitsplatz/lenkungskreis/"
DESKS = tuple(f"/arbeitsplatz/{name}/" for name in ("vorgang", "workshops", "projekte"))
Page = tuple[str, str]
"""A role, and a path that it opens."""


def at_first(town: Town) -> list[Page]:
    """Everyone with an account has just shown that it is her; some stand before the last click of something longer."""
    for role, browser in town.browsers.items():
        if role not in ("anonymous", "guest"):
            show_again(browser, PASSWORD)
    anna, bernd = _cast("anna"), _cast("bernd")
    sign_in(Client(), anna, PASSWORD)
    allow(anna, *BROWSER.values(), "Firefox", by=anna)
    offer(bernd, Terms(until=timezone.localdate() + timedelta(days=30)), "Hilfe", by=bernd)
    town.browsers["anna"].post("/mein/vertretung/annehmen/", typed("/mein/vertretung/annehmen/"))
    town.browsers["guest"].post(f"/raum/{town.played['/raum/']['code']}/", {"table": "1", "alias": ""})
    town.browsers |= {"applicant": _about_to_send(bernd), "newcomer": _about_to_prove()}
    return [
        ("anna", "/mein/vertretung/annehmen/bestaetigen/"),
        ("applicant", f"/antrag/{EXAMPLE.service}/pruefen/"),
        ("newcomer", "/konto/e-mail/code/"),
        ("anna", "/mein/daten/loeschen/"),
        ("anna", f"/mein/vertretung/{Mandate.objects.get(kind=Mandate.Kind.PARENT).pk}/beenden/"),
    ]


def later(town: Town) -> list[Page]:
    """A ballot is over, a meeting planned, a question asked, a workshop in preparation, a project about to begin."""
    lena, clara = _cast("lena"), _cast("clara")
    ballot = Ballot.objects.get(closed_at=None)
    committee.close_ballot(ballot, by=lena)
    item = committee.put_item(ballot.item.meeting, "Satzung", by=lena)
    committee.hold_ballot(item, dict.fromkeys(Member.objects.all(), "yes"), by="system")
    town.played[f"{DESK}punkte/"] = {"pk": str(item.pk)}
    meeting = committee.plan_meeting(
        Committee.objects.get(), timezone.now() + timedelta(days=60), by=lena, place="Rathaus"
    )
    committee.put_item(meeting, "Haushalt", by=lena)
    town.played[f"{DESK}sitzungen/"] = {"slug": meeting.slug, "verb": "invite", "file_id": "0"}
    cases.ask(town.claras, "Wie heißt der Hund?", timezone.localdate() + timedelta(days=9), by=clara)
    workshop = _planned(lena)
    town.played["/arbeitsplatz/workshops/"] |= {"slug": workshop.slug}
    town.played["/arbeitsplatz/projekte/"] |= {"slug": _preparing(lena)}
    _another_accepted(lena)
    rooms.start_phase(Room.objects.get(), Phase.SHAPE, by=lena)
    town.browsers["anna"].post(f"/mein/postfach/{town.annas.thread_id}/archivieren/")
    return []


def at_last(town: Town) -> list[Page]:
    """The meeting is closed, a case is free and another one finished."""
    lena, clara = _cast("lena"), _cast("clara")
    item = Item.objects.get(title="Haushalt")
    held = Item.objects.get(title="Satzung").meeting
    for open_item in held.items.filter(decision=None):
        committee.decide_item(open_item, Result.DEFERRED, by=lena, reason="Im Herbst.")
    committee.close_meeting(held, by=lena)
    exclusion = committee.exclude(item, Member.objects.get(person=_cast("emil")), "Er ist Nachbar.", by=lena)
    town.played[f"{DESK}sitzungen/"] = {"slug": held.slug, "verb": "approve", "file_id": "0"}
    town.played[f"{DESK}punkte/"] = {"pk": str(item.pk)}
    town.played[f"{DESK}befangenheiten/"] = {"pk": str(exclusion.pk)}
    cases.withdraw(town.claras, by=clara)
    cases.release(town.claras, by=clara)
    free, town.claras = town.claras, town.annas
    new = ideas.send_idea(NewIdea("Ein Hochbeet", "Für die Schule.", "wohnen"), by="guest").idea
    town.played["/arbeitsplatz/ideen/"] |= {"number": str(new.number)}
    return [("clara", free.desk_url), ("doris", free.desk_url), ("doris", "/arbeitsplatz/")]


def _cast(first: str) -> Person:
    return Person.objects.get(email=CAST[first].email)


def _planned(lena: Person) -> Workshop:
    start = timezone.now() + timedelta(days=60)
    workshop = workshops.create_workshop(
        Series.objects.get(),
        slug="breitband",
        number=2,
        field="breitband",
        title="Breitband",
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        register_by=start - timedelta(days=3),
        seats_citizens=4,
        by=lena,
    )
    workshops.set_tables(workshop, ["Glasfaser"], seats=4, by=lena)
    return workshop


def _another_accepted(lena: Person) -> "ideas.Idea":
    idea = ideas.send_idea(NewIdea("Ein Trinkbrunnen", "Am Bahnhof.", "wohnen"), by="guest", checked=True).idea
    for state in ("geprueft", "lenkungskreis", "hohe-prioritaet"):
        ideas.add_station(idea, state, by=lena, decided_by="Lenkungskreis")
    return idea


def _preparing(lena: Person) -> str:
    new = projects.NewProject(
        title="Wasser für alle",
        goals="Drei Brunnen.",
        field="wohnen",
        office=Office.objects.get(slug="stadtentwicklung"),
        preparing=True,
    )
    return projects.start_project(_another_accepted(lena), new, by=lena).slug


def _about_to_send(person: Person) -> Client:
    applicant = Citizen(EXAMPLE, person)
    applicant.find_and_begin()
    applicant.answer_all()
    return applicant.client


def _about_to_prove() -> Client:
    """Somebody who has signed up and reads her mail."""
    browser = Client()
    browser.post(SIGN_UP, {"email": "neu@rathaus.example", "password1": "drei Reiher am Rhein", "name": "Nele Neu"})
    return browser


@dataclass(frozen=True)
class Scene:
    """``prepare`` leads there, and names pages that the walk does not open; ``below`` lie those that offer new acts."""

    prepare: Callable[[Town], list[Page]]
    below: tuple[str, ...] = ("/",)


SCENES = (
    Scene(at_first),
    Scene(later, (DESK, *DESKS, "/raum/", "/mein/postfach/")),
    Scene(at_last, (DESK, *DESKS, "/arbeitsplatz/ideen/{number}/")),
)
