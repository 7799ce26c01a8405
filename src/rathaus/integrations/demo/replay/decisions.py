"""The steering committee's choice: 51 proposals, 16 of them with high priority. No vote is made up: none is known."""

from typing import Any

from rathaus.integrations.demo.clock import at
from rathaus.integrations.demo.replay.script import Scripted, noon
from rathaus.participation.committee import actions as committee
from rathaus.participation.committee.models import Meeting, Member, Result
from rathaus.participation.ideas.actions import add_station
from rathaus.participation.ideas.models import Idea

NOT_CHOSEN = (
    "Der Lenkungskreis hat 51 von 271 Ideen ausgewählt; diese nach unserer Nachstellung nicht. "
    "Gründe zu einzelnen Ideen sind nicht veröffentlicht."
)
RESULTS = {"high_priority": Result.HIGH, "pursued": Result.PURSUED}
NOTE = (
    "Das Ergebnis (51 Vorschläge, 16 mit hoher Priorität) ist aus Berichten bekannt. Welche Ideen es im Einzelnen "
    "waren, ist nachgestellt. Wie abgestimmt wurde, ist nicht bekannt; deshalb stehen hier keine Stimmen."
)


def choose(said: dict[str, Any], scripted: dict[int, Scripted], sent: dict[int, Idea]) -> None:
    """Put the chosen ideas on the agenda and decide them; the others end with the meeting, for a public reason."""
    with at(noon(said["announced"])):
        meeting = _plan(said)
    with at(noon(said["meeting"])):
        chosen = [number for number in sent if scripted[number].outcome in RESULTS]
        items = {number: committee.put_item(meeting, idea=sent[number], by="system") for number in chosen}
        committee.invite(meeting, by="system")
        committee.begin_meeting(meeting, by="system")
        meeting.refresh_from_db()
        for number, item in items.items():
            idea = scripted[number]
            committee.decide_item(item, RESULTS[idea.outcome], by="system", is_example=not idea.decided)
        for number in sent.keys() - items.keys():
            _leave(sent[number], meeting)
        committee.close_meeting(meeting, by="system")


def _plan(said: dict[str, Any]) -> Meeting:
    founded = committee.found_committee(by="system")
    for seat in said["seats"]:
        role = (
            Member.Role.CHAIR if "chair" in seat else Member.Role.ADVISORY if "advisory" in seat else Member.Role.MEMBER
        )
        committee.appoint(
            founded,
            seat["title"],
            role=role,
            since=said["announced"],
            until=said["until"],
            by="system",
            is_example=True,
        )
    return committee.plan_meeting(founded, noon(said["meeting"]), note=NOTE, by="system", is_example=True)


def _leave(idea: Idea, meeting: Meeting) -> None:
    add_station(
        idea,
        "nicht-weiterverfolgt",
        by="system",
        decided_by=meeting.committee.name,
        reason=NOT_CHOSEN,
        link=meeting.get_absolute_url(),
        link_text="Zur Sitzung",
        is_example=True,
    )
