"""What everybody with the code may look at: the wall, and what is on a table right now."""

import hashlib
import json

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language

from rathaus.foundation.accounts.audience import EVERYONE, GUEST, audience
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.documents.responses import download
from rathaus.participation.ideas.team import is_on_team
from rathaus.participation.rooms.models import Phase, Photo, Room
from rathaus.participation.rooms.slots import table_slots, wall_slots
from rathaus.participation.rooms.views.answering import plainly
from rathaus.participation.rooms.views.finding import room_for, table_of


@audience(EVERYONE)
@plainly
def wall(request: HttpRequest, code: str) -> HttpResponse:
    """The big screen."""
    room = room_for(request, code)
    now = round(timezone.now().timestamp() * 1000)
    return render(request, "rooms/wall/wall.html", {"room": room, "slots": wall_slots(room), "now": now})


@audience(EVERYONE)
@plainly
def current(request: HttpRequest, code: str) -> HttpResponse:
    """All pieces as JSON, for pages no stream gets through to; 304 while nothing has changed."""
    room = room_for(request, code)
    etag = _etag(room, request.GET.get("tisch", ""))
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag})
    slots = table_slots(room, table_of(request, room)) if "tisch" in request.GET else wall_slots(room)
    body = json.dumps({"revision": room.revision, "slots": slots})
    return HttpResponse(body, content_type="application/json", headers={"ETag": etag})


def _etag(room: Room, table: str) -> str:
    told = f"{room.code}/{room.revision}/{table}/{get_language()}"
    return f'W/"{hashlib.sha256(told.encode()).hexdigest()[:24]}"'


@audience(GUEST)
def photo(request: HttpRequest, file_id: str) -> HttpResponse:
    """A picture of the documentation; before the room is closed the team sees it alone."""
    found = get_object_or_404(Photo.objects.select_related("room", "file__key"), file=file_id)
    ours = isinstance(request.user, Person) and is_on_team(request.user)
    if found.room.phase != Phase.CLOSED and not ours:
        raise Http404
    return download(found.file, inline=True)
