"""A table fills in its profile, many hands at once."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rathaus.lib.text import clean
from rathaus.participation.rooms.actions.turns import Refused, turn
from rathaus.participation.rooms.models import Answer, Profile, Question, Room, Version
from rathaus.participation.rooms.rules import Actor, may_use
from rathaus.participation.workshops.models import Table


def profile_at(room: Room, table: Table) -> Profile:
    """The table's profile, with an answer for every question; made when first asked for."""
    profile, new = Profile.objects.get_or_create(table=table, defaults={"room": room})
    if new:
        Answer.objects.bulk_create(Answer(profile=profile, question=question) for question in Question)
    return profile


def answer(room: Room, table: Table, question: str, text: str, seen: int, *, by: Actor) -> Answer:
    """Write one field; ``seen`` is the revision the writer had before her.

    The last writer's words stand; what another wrote meanwhile, unseen by her, is kept beside them as a version.
    Raises PermissionDenied and Refused (closed).
    """
    with turn(room) as current:
        _ask(current, by, table)
        found = profile_at(current, table).answers.get(question=question)
        written = clean(text)
        if written == found.text:
            return found
        if seen != found.revision and found.text:
            Version.objects.create(answer=found, text=found.text, at=timezone.now())
        found.text, found.revision = written, found.revision + 1
        found.save(update_fields=["text", "revision"])
        found.versions.filter(text=written).delete()
        return found


@transaction.atomic
def answer_all(room: Room, table: Table, written: dict[str, tuple[str, int]], *, by: Actor) -> dict[str, int]:
    """Write fields of one form (question → words and the revision seen), all or none; their revisions now.

    Raises as ``answer`` does.
    """
    return {
        question: answer(room, table, question, text, seen, by=by).revision
        for question, (text, seen) in written.items()
    }


def settle(version: Version, adopt: bool, *, by: Actor) -> None:
    """Take a version over into the answer, or let it go. Raises PermissionDenied and Refused (closed)."""
    profile = version.answer.profile
    with turn(profile.room) as current:
        _ask(current, by, profile.table)
        if adopt:
            found = version.answer
            found.text, found.revision = version.text, found.revision + 1
            found.save(update_fields=["text", "revision"])
        version.delete()


def _ask(room: Room, by: Actor, table: Table) -> None:
    if not may_use(by, table):
        raise PermissionDenied
    if room.is_closed:
        raise Refused(_("Der Raum ist geschlossen."))
