"""Somebody comes in and sits down."""

import uuid

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from rathaus.lib.text import clean
from rathaus.participation.rooms.actions.turns import Refused, turn
from rathaus.participation.rooms.models import Participant, Room
from rathaus.participation.workshops.models import Table

MOST_PARTICIPANTS = 2000


def join(room: Room, table: Table, alias: str = "", *, by: Participant | None = None) -> Participant:
    """A new participant at ``table``; ``by``, who is in already, moves there and keeps her cards.

    Raises PermissionDenied (a table of another workshop) and Refused (closed, full).
    """
    if table.workshop_id != room.workshop_id:
        raise PermissionDenied
    with turn(room) as current:
        if current.is_closed:
            raise Refused(_("Der Raum ist geschlossen."))
        if by is not None:
            by.table = table
            by.save(update_fields=["table"])
            return by
        if current.participants.count() >= MOST_PARTICIPANTS:
            raise Refused(_("Der Raum ist voll. Bitte wenden Sie sich an die Moderation."))
        return _seated(current, table, clean(alias))


def _seated(room: Room, table: Table, alias: str) -> Participant:
    name = uuid.uuid4()
    sealed = room.key.seal(alias.encode(), f"alias:{name}") if alias else b""
    return Participant.objects.create(id=name, room=room, table=table, sealed_alias=sealed, joined_at=timezone.now())
