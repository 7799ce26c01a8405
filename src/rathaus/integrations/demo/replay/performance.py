"""Plays the series: every row comes from the action that people use today, at the time it happened."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from rathaus.integrations.demo.clock import at
from rathaus.integrations.demo.replay import script
from rathaus.integrations.demo.replay.decisions import choose
from rathaus.integrations.demo.replay.projects import carry_out
from rathaus.participation.ideas.actions import NewIdea, add_station, send_idea
from rathaus.participation.ideas.content import participation
from rathaus.participation.ideas.models import Idea, Origin
from rathaus.participation.workshops import actions as workshops
from rathaus.participation.workshops.models import Series, Workshop

TEAM = "system"
CHECK = (
    "Geprüft wurde, wie sich die Idee verwirklichen lässt: allein, mit Partnern oder als Forschung. "
    "Einzelheiten sind nicht veröffentlicht."
)


@transaction.atomic
def replay() -> int:
    """Play the whole series, unless it has been played; tells how many ideas came of it."""
    said = script.series()
    if Series.objects.filter(slug=said["slug"]).exists():
        return 0
    series = workshops.create_series(
        slug=said["slug"], title=said["title"], year=said["year"], about=said["about"], by=TEAM
    )
    scripted = {idea.number: idea for idea in script.ideas()}
    sent: dict[int, Idea] = {}
    for row, numbers in script.workshops():
        workshop = _hold(series, row)
        for number in numbers:
            sent[number] = _bring_in(workshop, scripted[number])
    _check(said, sent)
    choose(said, scripted, sent)
    carry_out(said, sent)
    return len(sent)


def _hold(series: Series, row: dict[str, Any]) -> Workshop:
    starts = timezone.make_aware(row["starts"])
    with at(script.noon(script.series()["announced"])):
        workshop = workshops.create_workshop(
            series,
            slug=row["slug"],
            number=row["number"],
            field=row["field"],
            title=f"Workshop {participation().fields[row['field']].name}",
            about=row["about"],
            starts_at=starts,
            ends_at=timezone.make_aware(row["ends"]),
            place=row.get("place", ""),
            leaders=row["leaders"],
            facilitator="IKU GmbH, Dortmund",
            register_by=script.noon(script.series()["register_by"]),
            by=TEAM,
        )
        workshops.set_tables(workshop, row["tables"], seats=10, by=TEAM)
    with at(starts):
        people = f"{row['people']} Personen" if "people" in row else "Wie viele kamen, ist nicht bekannt."
        workshops.mark_held(workshop, by=TEAM)
        return workshops.document_workshop(workshop, documentation=row["about"], participants=people, by=TEAM)


def _bring_in(workshop: Workshop, idea: script.Scripted) -> Idea:
    table = f"Tisch „{idea.table}“, " if idea.table else ""
    moment = f"{workshop.title}, {timezone.localdate(workshop.starts_at):%d.%m.%Y}"
    new = NewIdea(
        title=idea.title,
        text=idea.text,
        field=idea.field,
        origin=Origin.CARD,
        origin_text=f"{table}{moment}",
        origin_link=workshop.get_absolute_url(),
        series=workshop.series.slug,
        is_example=not idea.known,
    )
    with at(workshop.ends_at):
        sent = send_idea(new, by=TEAM, checked=True).idea
        add_station(
            sent,
            "im-workshop",
            by=TEAM,
            decided_by=workshop.title,
            link=workshop.get_absolute_url(),
            link_text="Zum Workshop",
            is_example=not idea.known,
        )
    return sent


def _check(said: dict[str, Any], sent: dict[int, Idea]) -> None:
    """What reports tell of all ideas: they were checked before the committee met."""
    with at(script.noon(said["meeting"].replace(day=2))):
        for idea in sent.values():
            add_station(
                idea,
                "machbarkeit",
                by=TEAM,
                decided_by=participation().team_name,
                reason=CHECK,
                at_text="bis Januar 2019",
                is_example=True,
            )
