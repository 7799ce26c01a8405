"""What goes on today: new ideas, an open workshop, a room with cards, a committee about to vote. All of it invented."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.offices.models import Office
from rathaus.integrations.demo.clock import at, working_days_ago
from rathaus.integrations.demo.told import BIKES, CARDS, COUNTING, LIGHT, NEW, NOISE, SHADE, WATER, Told
from rathaus.participation.committee import actions as committee
from rathaus.participation.committee.models import Ballot, Member, Nomination, Result
from rathaus.participation.ideas import actions as ideas
from rathaus.participation.ideas.actions import NewIdea
from rathaus.participation.ideas.content import participation
from rathaus.participation.ideas.models import Idea, ShownAs
from rathaus.participation.projects import actions as projects
from rathaus.participation.projects.actions import NewMilestone, NewProject
from rathaus.participation.rooms import actions as rooms
from rathaus.participation.rooms.models import Phase
from rathaus.participation.workshops import actions as workshops
from rathaus.participation.workshops.models import Group, Series, Workshop

SERIES = "beispiel-heute"


@transaction.atomic
def play_present(cast: dict[str, Person]) -> bool:
    """Play it, unless it has been; whether anything was done."""
    if Series.objects.filter(slug=SERIES).exists():
        return False
    team = cast["lena"]
    water, light, bikes, counting = (_send(told, cast) for told in (WATER, LIGHT, BIKES, COUNTING))
    shade, noise, *_others = (_send(told, cast) for told in (SHADE, NOISE, *NEW))
    _object(shade, noise, cast)
    _refuse(counting, team)
    _talk(water, cast)
    _decide(bikes, cast)
    _carry_out(bikes, team)
    _vote(water, light, cast)
    series = workshops.create_series(
        slug=SERIES,
        title="Werkstätten für Duisburg",
        year=timezone.localdate().year,
        about="Eine erfundene Reihe, damit Sie Anmeldung, Verlosung und Raum ausprobieren können.",
        is_example=True,
        by=team,
    )
    _seat(_invite(series, team), cast)
    _gather(_invite_for_today(series, team), team)
    return True


def _send(told: Told, cast: dict[str, Person]) -> Idea:
    author = cast.get(told.by)
    new = NewIdea(
        title=told.title,
        text=told.text,
        field=told.field,
        district=told.district,
        origin=told.origin,
        shown_as=ShownAs.ALIAS if author else ShownAs.NONE,
        author_name=author.name.split()[0] if author else "",
        is_example=True,
    )
    with at(working_days_ago(told.days, minutes=90)):
        idea = ideas.send_idea(new, by=author or "guest", checked=told.checked).idea
        for first in told.supporters:
            ideas.support(idea, by=cast[first])
    return idea


def _refuse(idea: Idea, team: Person) -> None:
    with at(working_days_ago(20, minutes=120)):
        reason = "Kameras in jeder Straße überwachen viele Menschen, der Nutzen ist klein."
        ideas.add_station(
            idea, "nicht-weiterverfolgt", by=team, decided_by=participation().team_name, reason=reason, is_example=True
        )


def _talk(idea: Idea, cast: dict[str, Person]) -> None:
    with at(working_days_ago(9, minutes=200)):
        first = ideas.comment(idea, "Bitte so, dass auch Kinder herankommen.", by=cast["bernd"], name="Bernd")
    with at(working_days_ago(8, minutes=60)):
        ideas.comment(idea, "Das nehmen wir in die Prüfung auf.", by=cast["lena"], parent=first, official=True)


def _object(shade: Idea, noise: Idea, cast: dict[str, Person]) -> None:
    """A report and an appeal that wait for the team; the first idea's answer is overdue as well."""
    with at(working_days_ago(2, minutes=45)):
        ideas.comment(shade, "Dafür ist die Schule zuständig.", by=cast["ivo"], name="Ivo")
        ideas.report(shade, "Das Foto fehlt, und der Ort steht nicht dabei.", by=cast["bernd"])
        ideas.hide(noise, "Die Idee erzählt von einzelnen Nachbarn.", by=cast["lena"])
    with at(working_days_ago(1, minutes=30)):
        ideas.appeal(noise, "Ich meine niemanden persönlich. Den Namen kann ich streichen.", by=cast["bernd"])


def _decide(idea: Idea, cast: dict[str, Person]) -> None:
    """A meeting some weeks ago: checked, discussed, voted on by roles, decided."""
    founded = committee.found_committee(by="system")
    begun = timezone.localdate() - timedelta(days=300)
    seats = [
        committee.appoint(founded, title, by="system", person=person, role=role, since=begun, is_example=True)
        for title, person, role in (
            ("Vorsitz", cast["konrad"], Member.Role.CHAIR),
            ("Vertretung der Bürgerschaft", cast["emil"], Member.Role.MEMBER),
            ("Vertretung der Wirtschaft", None, Member.Role.MEMBER),
            ("Vertretung der Stadtwerke", None, Member.Role.MEMBER),
        )
    ]
    with at(working_days_ago(30, minutes=60)):
        _check(idea, "Eigene Umsetzung mit der Verkehrsgesellschaft.")
        meeting = committee.plan_meeting(founded, timezone.now(), by="system", place="Rathaus", is_example=True)
        item = committee.put_item(meeting, idea=idea, by="system", proposal="Leihräder an zwei Haltestellen erproben.")
        committee.invite(meeting, by="system")
        committee.begin_meeting(meeting, by="system")
        meeting.refresh_from_db()
        committee.note_presence(meeting, {seat.pk: seat.pk for seat in seats}, by="system")
        item.refresh_from_db()
        committee.hold_ballot(item, dict(zip(seats, ("yes", "yes", "yes", "no"), strict=True)), by="system")
        committee.decide_item(item, Result.HIGH, by="system", conditions="Nach einem Jahr berichten.", is_example=True)
        committee.close_meeting(meeting, by="system")


def _check(idea: Idea, text: str) -> Nomination:
    ideas.add_station(
        idea,
        "geprueft",
        by="system",
        decided_by=participation().team_name,
        reason="Die Idee ist klar.",
        is_example=True,
    )
    nomination = committee.nominate(idea, by="system", benefit="Hilft vielen, kostet wenig.", is_example=True)
    committee.record_check(nomination, by="system", is_example=True, way="own", text=text)
    return nomination


def _carry_out(idea: Idea, team: Person) -> None:
    today = timezone.localdate()
    with at(working_days_ago(25, minutes=30)):
        new = NewProject(
            title="Leihräder für Rheinhausen",
            goals="Zwanzig Räder an zwei Haltestellen, ein Jahr lang zur Probe.",
            field=idea.field,
            office=Office.objects.get(slug="stadtentwicklung"),
            partner="Beispiel-Verkehrsgesellschaft",
            contact="Team Smart City",
            milestones=(
                NewMilestone("Plätze ausgesucht", today - timedelta(days=14), reached_on=today - timedelta(days=16)),
                NewMilestone("Räder bestellt", today - timedelta(days=3)),
                NewMilestone("Erste Fahrt", today + timedelta(days=90)),
            ),
            is_example=True,
        )
        project = projects.start_project(idea, new, by=team)
    with at(working_days_ago(7, minutes=30)):
        projects.report(project, "slow", "Die Bestellung dauert länger als gedacht.", by=team, is_example=True)


def _vote(water: Idea, light: Idea, cast: dict[str, Person]) -> None:
    """A circular resolution that waits for Emil's vote, and an idea that waits for his scores."""
    founded = committee.found_committee(by="system")
    with at(working_days_ago(4, minutes=30)):
        checked = [_check(idea, "Machbar mit den Wirtschaftsbetrieben.") for idea in (water, light)]
        committee.assign_evaluators(checked, [cast["emil"]], by="system")
        meeting = committee.plan_meeting(
            founded, timezone.now(), deadline=timezone.now() + timedelta(days=21), by="system", is_example=True
        )
        item = committee.put_item(meeting, idea=water, by="system", proposal="Einen Trinkbrunnen zur Probe aufstellen.")
        committee.invite(meeting, by="system")
        committee.begin_meeting(meeting, by="system")
        item.refresh_from_db()
        committee.open_ballot(item, by="system", kind=Ballot.Kind.BY_NAME)


def _invite(series: Series, team: Person) -> Workshop:
    starts = _evening(timezone.now() + timedelta(days=24))
    workshop = workshops.create_workshop(
        series,
        slug="beispiel-mobilitaet",
        number=1,
        field="mobilitaet",
        title="Werkstatt Mobilität",
        about="Ein Abend an kleinen Tischen: sammeln, konkretisieren, präsentieren.",
        programme="18:00 Begrüßung\n18:15 Sammeln\n18:45 Konkretisieren\n19:45 Präsentieren",
        starts_at=starts,
        ends_at=starts + timedelta(hours=2, minutes=30),
        place="Rathaus, Burgplatz 19",
        facilitator="Team Smart City",
        seats_citizens=3,
        seats_business=4,
        seats_administration=2,
        register_by=starts - timedelta(days=10),
        is_example=True,
        by=team,
    )
    workshops.set_tables(workshop, ["Rad und Fuß", "Bus und Bahn", "Lieferverkehr"], seats=8, examples=True, by=team)
    source = workshops.Source("Lotto 6 aus 49, die sechs Gewinnzahlen", 6, starts - timedelta(days=8))
    workshops.commit_seed(workshop, source, by=team)
    return workshops.open_registration(workshop, by=team)


def _seat(workshop: Workshop, cast: dict[str, Person]) -> None:
    for first in ("anna", "bernd", "hatice", "emil", "ivo"):
        person = cast[first]
        group = Group.ADMINISTRATION if first in ("hatice", "ivo") else Group.CITIZENS
        workshops.register(workshop, workshops.NewRegistration(person.name, person.email or "", group), by=person)
    for number in range(1, 4):
        guest = workshops.NewRegistration(f"Gast {number}", f"gast{number}@rathaus.example", Group.CITIZENS)
        workshops.register(workshop, guest, by="guest")


def _invite_for_today(series: Series, team: Person) -> Workshop:
    now = timezone.now()
    workshop = workshops.create_workshop(
        series,
        slug="beispiel-e-government",
        number=2,
        field="e-government",
        title="Werkstatt E-Government",
        about="Zum Ausprobieren des Raums: Diese Werkstatt läuft gerade.",
        starts_at=now - timedelta(minutes=5),
        ends_at=now + timedelta(hours=12),
        place="Rathaus, Burgplatz 19",
        facilitator="Team Smart City",
        register_by=now - timedelta(days=2),
        is_example=True,
        by=team,
    )
    workshops.set_tables(workshop, ["Service für Bürger", "Kommunikation"], seats=8, examples=True, by=team)
    return workshop


def _gather(workshop: Workshop, team: Person) -> None:
    room = rooms.open_room(workshop, by=team)
    rooms.start_phase(room, Phase.COLLECT, by=team)
    tables = list(workshop.tables.all())
    guests = [
        rooms.join(room, table, alias) for table, alias in zip(tables * 2, ("Mia", "Jo", "Ali", "Eva"), strict=False)
    ]
    for place, text in enumerate(CARDS):
        guest = guests[place % len(guests)]
        rooms.lay_card(room, guest.table, text, uuid5(NAMESPACE_URL, text), by=guest)


def _evening(moment: datetime) -> datetime:
    return timezone.localtime(moment).replace(hour=18, minute=0, second=0, microsecond=0)
