"""What comes back after a change: a page to go to, or for scripts what they need to know."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from rathaus.participation.rooms.actions import Refused
from rathaus.participation.rooms.forms import CodeForm
from rathaus.participation.rooms.models import DOTS, Participant, Room
from rathaus.participation.rooms.slots import Own, Slots
from rathaus.participation.rooms.views.finding import GuessedTooOften, room_of


def by_script(request: HttpRequest) -> bool:
    """The page's own script asks."""
    return request.headers.get("Accept") == "application/json"


def own(participant: Participant | None) -> dict[str, Any]:
    """What the script lays over the common board."""
    mine = Own(participant)
    return {"cards": mine.cards, "dots": mine.dots, "left": DOTS - len(mine.dots)}


def done(request: HttpRequest, room: Room, participant: Participant | None, slots: Slots | None = None) -> HttpResponse:
    """The change is made."""
    if by_script(request):
        return JsonResponse({"mine": own(participant), "slots": slots or {}})
    return redirect(room)


def wrong(request: HttpRequest, room: Room, message: str) -> HttpResponse:
    """It can't be done, and why."""
    if by_script(request):
        return JsonResponse({"error": message, "closed": room.is_closed}, status=422)
    messages.error(request, message)
    return redirect(room)


def wait(request: HttpRequest) -> HttpResponse:
    """The door stays shut for a minute."""
    return render(request, "rooms/door.html", {"form": CodeForm(), "too_often": True}, status=429)


def plainly(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What the rules forbid is not there; what can't be done is said in plain words."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except PermissionDenied as error:
            raise Http404 from error
        except Refused as refused:
            return wrong(request, room_of(kwargs["code"]), refused.message)
        except GuessedTooOften:
            return wait(request)

    return answered
