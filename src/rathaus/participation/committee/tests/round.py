"""A committee for tests: five seats, one advisor, one deputy, built with the module's own verbs."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.participation.committee import actions
from rathaus.participation.committee.models import Committee, Item, Meeting, Member
from rathaus.participation.ideas.actions import NewIdea, add_station, send_idea
from rathaus.participation.ideas.models import Idea


def checked_idea(title: str = "Ein Konto für alles", **more: object) -> Idea:
    """An idea that the team has looked at."""
    idea = send_idea(NewIdea(title, "Alles an einer Stelle.", "e-government", **more), by="system", checked=True).idea  # type: ignore[arg-type]
    add_station(idea, "geprueft", by="system", decided_by="Team")
    return idea


@dataclass
class Round:
    """Seats by name: ``chair``, ``works``, ``trade``, ``school``, ``emil``; ``advisor``; ``deputy`` (of ``works``)."""

    committee: Committee
    members: dict[str, Member] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Member:
        return self.members[name]

    @property
    def voting(self) -> list[Member]:
        return [self.members[name] for name in ("chair", "works", "trade", "school", "emil")]

    def meeting(self, *ideas: Idea, circular: bool = False, begun: bool = True) -> Meeting:
        """One with a matter, then ideas; all seats taken unless ``begun`` is False."""
        now = timezone.now()
        deadline = now + timedelta(days=7) if circular else None
        meeting = actions.plan_meeting(self.committee, now, by="system", place="Rathaus", deadline=deadline)
        actions.put_item(meeting, "Eröffnung", by="system")
        for idea in ideas:
            actions.put_item(meeting, idea=idea, by="system")
        if begun:
            actions.invite(meeting, by="system")
            actions.begin_meeting(meeting, by="system")
            if not circular:
                self.all_present(meeting)
        return meeting

    def all_present(self, meeting: Meeting) -> None:
        actions.note_presence(meeting, {seat.pk: seat.pk for seat in self.voting}, by="system")


def sit_down(emil: Person) -> Round:
    """The committee, on which ``emil`` has a seat; the others are known by their role only."""
    committee = actions.found_committee(by="system")
    ring = Round(committee)
    appoint = actions.appoint
    ring.members["chair"] = appoint(committee, "Vorsitz der Stadt", by="system", role="chair")
    for name, title in (("works", "Stadtwerke"), ("trade", "Wirtschaft"), ("school", "Hochschule")):
        ring.members[name] = appoint(committee, f"Vertretung {title}", by="system")
    ring.members["emil"] = appoint(committee, "Vertretung der Bürgerschaft", by="system", person=emil)
    ring.members["advisor"] = appoint(committee, "Datenschutz", by="system", role="advisory")
    ring.members["deputy"] = appoint(committee, "Stellvertretung Stadtwerke", by="system", deputy_of=ring.works)
    return ring


def last_item(meeting: Meeting) -> Item:
    """The idea put last."""
    item = meeting.items.last()
    assert item is not None
    return item
