"""Pictures of the day."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.design.kept import raise_version
from rathaus.foundation.documents.actions import delete
from rathaus.foundation.documents.intake import receive
from rathaus.foundation.documents.uploads import Inspected
from rathaus.lib.text import clean
from rathaus.participation.rooms.models import Photo, Room
from rathaus.participation.rooms.rules import may_drive


@transaction.atomic
def add_photo(room: Room, picture: Inspected, caption: str, *, by: Person) -> Photo:
    """Keep a picture for the documentation; ``caption`` says what is to be seen. Raises PermissionDenied."""
    _ask(by)
    file = receive(picture, room.key)
    photo = Photo.objects.create(room=room, file=file, caption=clean(caption))
    raise_version()
    record("photo.added", f"room:{room.pk}", by=by, file=str(file.id))
    return photo


@transaction.atomic
def remove_photo(photo: Photo, *, by: Person) -> None:
    """Forget a picture. Raises PermissionDenied."""
    _ask(by)
    room, file = photo.room_id, photo.file
    photo.delete()
    delete(file)
    raise_version()
    record("photo.removed", f"room:{room}", by=by, file=str(file.id))


def _ask(by: Person) -> None:
    if not may_drive(by):
        raise PermissionDenied
