"""A card or a profile becomes an idea, its origin kept."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.lib.dates import written
from rathaus.participation.ideas.actions import NewIdea, add_station, send_idea
from rathaus.participation.ideas.models import Idea, Origin
from rathaus.participation.rooms.actions.turns import Refused, turn
from rathaus.participation.rooms.models import Card, Profile, Question, Room
from rathaus.participation.rooms.pool import IN_WORKSHOP
from rathaus.participation.rooms.rules import may_drive
from rathaus.participation.workshops.models import Table

LONGEST_TITLE = 120


def choose_card(card: Card, *, by: Person) -> Idea:
    """The idea this card became; made now unless it was before, or the card came from one.

    Raises PermissionDenied and Refused (taken off).
    """
    with turn(card.room) as room:
        found = Card.objects.select_for_update().get(pk=card.pk)
        _ask(by)
        if known := found.became or found.idea:
            return known
        if found.removed_at:
            raise Refused(_("Diese Karte liegt dort nicht mehr."))
        text = "\n\n".join([found.text, *found.merged.filter(removed_at=None).values_list("text", flat=True)])
        found.became = _sent(room, found.table, found.text, text)
        found.save(update_fields=["became"])
        record("card.chosen", f"card:{card.pk}", by=by, idea=found.became.number)
        return found.became


def choose_profile(profile: Profile, *, by: Person) -> Idea:
    """The idea this profile became; made now unless it was before.

    Raises PermissionDenied and Refused (no name yet).
    """
    with turn(profile.room) as room:
        found = Profile.objects.select_for_update().get(pk=profile.pk)
        _ask(by)
        if found.became:
            return found.became
        answers = {answer.question: answer.text for answer in found.answers.all()}
        title = answers.pop(Question.TITLE, "")
        if not title or not any(answers.values()):
            raise Refused(_("Dem Steckbrief fehlt noch der Name der Idee oder jeder Inhalt."))
        found.became = _sent(room, found.table, title, _in_words(answers))
        found.save(update_fields=["became"])
        record("profile.chosen", f"profile:{profile.pk}", by=by, idea=found.became.number)
        return found.became


def _in_words(answers: dict[str, str]) -> str:
    with override("de"):
        return "\n\n".join(f"{Question(name).label}: {text}" for name, text in answers.items() if text)


@transaction.atomic
def _sent(room: Room, table: Table, title: str, text: str) -> Idea:
    workshop = room.workshop
    day = written(timezone.localdate(workshop.starts_at))
    new = NewIdea(
        title=_shortened(title),
        text=text,
        field=workshop.field,
        origin=Origin.CARD,
        origin_text=f"Tisch {table.theme}, Workshop am {day}",
        origin_link=workshop.get_absolute_url(),
        series=workshop.series.slug,
        is_example=workshop.is_example,
    )
    idea = send_idea(new, by="system", checked=True).idea
    add_station(
        idea,
        IN_WORKSHOP,
        by="system",
        decided_by=workshop.title,
        link=new.origin_link,
        link_text=workshop.title,
        is_example=workshop.is_example,
    )
    return idea


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"


def _ask(by: Person) -> None:
    if not may_drive(by):
        raise PermissionDenied
