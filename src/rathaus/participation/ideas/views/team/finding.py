"""Finding the idea that a moderator asks for, and what she was looking at."""

from datetime import datetime

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from rathaus.foundation.accounts.audience import SignedIn
from rathaus.lib.dates import read_moment
from rathaus.participation.ideas.models import Idea


def idea_at_desk(request: SignedIn, number: int) -> Idea:
    """Http404 if there is none of this number."""
    ideas = Idea.objects.visible_to(request.user).select_related("author", "key", "merged_into", "split_from")
    return get_object_or_404(ideas, number=number)


def desk_url(idea: Idea) -> str:
    """The team's page of it."""
    return f"/arbeitsplatz/ideen/{idea.number}/"


def seen(request: HttpRequest) -> datetime | None:
    """``changed_at`` of the page that was sent; None if it doesn't say."""
    return read_moment(request.POST.get("seen", ""))
