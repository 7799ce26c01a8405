"""All who change a room do so one after the other."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import F

from rathaus.participation.rooms.models import Room


class Refused(Exception):
    """It can't be done, and ``message`` tells the participant why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@contextmanager
def turn(room: Room) -> Iterator[Room]:
    """One transaction with the room locked, as it is now; after it everybody who looks on sees the change."""
    with transaction.atomic():
        yield Room.objects.select_for_update().get(pk=room.pk)
        Room.objects.filter(pk=room.pk).update(revision=F("revision") + 1)
