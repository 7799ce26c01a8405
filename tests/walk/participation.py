"""What takes place beside the portal: an idea of everything that can happen to one, a workshop, a room, a meeting."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.documents.uploads import Inspected
from rathaus.foundation.inbox.actions import reply
from rathaus.foundation.inbox.models import Message, Thread
from rathaus.foundation.offices.models import Office
from rathaus.participation.committee import actions as committee
from rathaus.participation.committee.models import Ballot, Member, Result
from rathaus.participation.ideas import actions as ideas
from rathaus.participation.ideas.actions import NewIdea, Sent
from rathaus.participation.ideas.models import Idea
from rathaus.participation.projects import actions as projects
from rathaus.participation.projects.models import Project
from rathaus.participation.rooms import actions as rooms
from rathaus.participation.workshops import actions as workshops
from rathaus.participation.workshops.models import Workshop
from tests.papers import paper

Things = dict[str, str]


def play(people: Mapping[str, Person]) -> dict[str, Things]:
    """Play it; what stands in the addresses, by their beginning: the longest that fits counts."""
    anna, lena, emil = people["anna"], people["lena"], people["emil"]
    spoken = _spoken_of(anna, people["bernd"], lena)
    sent = ideas.send_idea(NewIdea("Mehr Bäume am Ufer", "Schatten im Sommer.", "wohnen"), by="guest", checked=True)
    workshop, place = _held(lena, anna)
    return {
        "/ideen/": _public(spoken),
        "/api/v1/ideas/": _public(spoken),
        "/ideen/anspruch/": {"code": _claimed()},
        "/arbeitsplatz/ideen/": _public(spoken) | _raised(spoken, lena),
        "/arbeitsplatz/ideen/{number}/einspruch/": _appealed(anna, lena),
        "/workshops/": {"slug": workshop.slug},
        "/workshops/platz/": place,
        "/arbeitsplatz/workshops/": {"slug": workshop.slug, "number": place["number"]} | _asked(anna),
        "/raum/": _room(workshop, lena),
        **_meetings(sent, emil, lena),
        **_project(lena),
    }


def _file(name: str = "plan.pdf") -> Inspected:
    return Inspected(name, "application/pdf", paper("pdf"))


def _spoken_of(anna: Person, bernd: Person, lena: Person) -> Idea:
    """Anna's idea with a file, a comment and a report."""
    new = NewIdea("Bänke am Innenhafen", "Für alle, die nicht lange stehen.", "mobilitaet", files=(_file(),))
    idea = ideas.send_idea(new, by=anna, checked=True).idea
    ideas.comment(idea, "Mit Lehne bitte.", by=bernd, name="Bernd")
    ideas.report(idea, "Die Karte ist falsch.", by=bernd)
    return idea


def _public(idea: Idea) -> Things:
    return {"number": str(idea.number), "file_id": str(idea.attachments.get().file_id)}


def _claimed() -> str:
    """The code of an idea that nobody has looked at yet."""
    return ideas.send_idea(NewIdea("Ein Zebrastreifen", "Vor der Schule.", "mobilitaet"), by="guest").code


def _appealed(anna: Person, lena: Person) -> Things:
    """Anna does not agree that her idea was hidden."""
    idea = ideas.send_idea(NewIdea("Lärm am Markt", "Die Nachbarn sind laut.", "wohnen"), by=anna, checked=True).idea
    ideas.hide(idea, "Es geht um einzelne Menschen.", by=lena)
    return {"number": str(idea.number), "appeal_id": str(ideas.appeal(idea, "Um niemanden.", by=anna).pk)}


def _raised(idea: Idea, lena: Person) -> Things:
    """What the team has to look at: a report, a comment, a merge that can be undone."""
    twin = ideas.send_idea(NewIdea("Sitzbänke am Hafen", "Zum Ausruhen.", "mobilitaet"), by="guest", checked=True).idea
    merged = ideas.merge(twin, idea, by=lena)
    return {
        "merge_id": str(merged.pk),
        "report_id": str(idea.reports.get().pk),
        "comment_id": str(idea.comments.get().pk),
    }


def _held(lena: Person, anna: Person) -> tuple[Workshop, Things]:
    """A workshop with a place for Anna, who did not sign in for it."""
    start = timezone.now() + timedelta(days=30)
    series = workshops.create_series(slug="reihe", title="Reihe", year=start.year, by=lena)
    workshop = workshops.create_workshop(
        series,
        slug="mobilitaet",
        number=1,
        field="mobilitaet",
        title="Mobilität",
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        register_by=start - timedelta(days=3),
        seats_citizens=4,
        by=lena,
    )
    workshops.set_tables(workshop, ["Rad", "Bus"], seats=4, by=lena)
    workshops.open_registration(workshop, by=lena)
    done = workshops.register(workshop, workshops.NewRegistration(anna.name, anna.email, "citizens"), by=anna)
    return workshop, {"number": done.registration.number, "code": done.code}


def _asked(anna: Person) -> Things:
    """Anna asked the team something about the workshop, with a file."""
    thread = Thread.objects.get(person=anna, kind=Thread.Kind.WORKSHOP)
    question = reply(thread, Message.Kind.TEXT, "Geht das?", [_file()], by=anna, signature=anna.name, once="1")
    return {"thread_id": str(thread.id), "file_id": str(question.files.get().id)}


def _room(workshop: Workshop, lena: Person) -> Things:
    room = rooms.open_room(workshop, by=lena)
    table = workshop.tables.all()[0]
    card = rooms.lay_card(room, table, "Sichere Wege", uuid4(), by=lena)
    picture = Inspected("tafel.png", "image/png", paper("png"))
    photo = rooms.add_photo(room, picture, "Die Tafel", by=lena)
    return {"code": room.code, "pk": str(card.pk), "slug": workshop.slug, "file_id": str(photo.file_id)}


def _meetings(sent: Sent, emil: Person, lena: Person) -> dict[str, Things]:
    """A circular resolution that is open to Emil, with papers, and one that is decided."""
    founded = committee.found_committee(by=lena)
    chair = committee.appoint(founded, "Vorsitz", by=lena, role=Member.Role.CHAIR)
    seat = committee.appoint(founded, "Bürgerschaft", by=lena, person=emil)
    ideas.add_station(sent.idea, "geprueft", by=lena, decided_by="Team")
    nomination = committee.nominate(sent.idea, by=lena)
    committee.record_check(nomination, by=lena, way="own", text="Geht.")
    committee.assign_evaluators([nomination], [emil], by=lena)
    meeting = committee.plan_meeting(
        founded, timezone.now(), by=lena, place="Rathaus", deadline=timezone.now() + timedelta(days=9)
    )
    decided = committee.put_item(meeting, "Geschäftsordnung", by=lena)
    item = committee.put_item(meeting, idea=sent.idea, by=lena)
    attached = committee.attach_paper(meeting, _file("vorlage.pdf"), by=lena)
    committee.invite(meeting, by=lena)
    committee.begin_meeting(meeting, by=lena)
    decided.refresh_from_db()
    committee.hold_ballot(decided, {chair: "yes", seat: "yes"}, by="system")
    decision = committee.decide_item(decided, Result.PURSUED, by=lena)
    item.refresh_from_db()
    exclusion = committee.exclude(item, chair, "Sie ist Nachbarin.", by=lena)
    ballot = committee.open_ballot(item, by=lena, kind=Ballot.Kind.BY_NAME)
    committee.write_minutes(meeting, "Beraten.", by=lena)
    paper_of = {"slug": meeting.slug, "file_id": str(attached.file_id)}
    desk = "/arbeitsplatz/lenkungskreis/"
    return {
        "/lenkungskreis/": paper_of | {"number": str(decision.number)},
        "/lenkungskreis/mein/bewerten/": {"pk": str(nomination.assignments.get().pk)},
        "/lenkungskreis/mein/abstimmen/": {"pk": str(ballot.pk)},
        desk: paper_of | {"verb": "close"},
        f"{desk}sitzungen/{{slug}}/niederschrift/": paper_of | {"verb": "approve"},
        f"{desk}mitglieder/": {"pk": str(chair.pk)},
        f"{desk}dossiers/": {"pk": str(nomination.pk)},
        f"{desk}punkte/": {"pk": str(item.pk)},
        f"{desk}befangenheiten/": {"pk": str(exclusion.pk)},
        f"{desk}abstimmungen/": {"pk": str(ballot.pk)},
    }


def _project(lena: Person) -> dict[str, Things]:
    """One of Ivo's office, with a photo and a milestone."""
    idea = ideas.send_idea(NewIdea("WLAN im Jugendhaus", "Zum Lernen.", "breitband"), by="guest", checked=True).idea
    for state in ("geprueft", "lenkungskreis", "hohe-prioritaet"):
        ideas.add_station(idea, state, by=lena, decided_by="Lenkungskreis")
    project = _started(idea, lena)
    picture = Inspected("bau.png", "image/png", paper("png"))
    report = projects.report(project, "good", "Es geht los.", by=lena, files=[picture])
    things = {
        "slug": project.slug,
        "file_id": str(report.files.get().file_id),
        "milestone": str(project.milestones.get().pk),
    }
    return {"/projekte/": things, "/arbeitsplatz/projekte/": things}


def _started(idea: Idea, lena: Person) -> Project:
    new = projects.NewProject(
        title="WLAN für alle",
        goals="Netz in drei Häusern.",
        field=idea.field,
        office=Office.objects.get(slug="stadtentwicklung"),
        milestones=(projects.NewMilestone("Erstes Haus", timezone.localdate() + timedelta(days=30)),),
    )
    return projects.start_project(idea, new, by=lena)
