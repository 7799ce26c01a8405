"""How the public pages find an idea."""

from typing import Any

from django.db.models import BigIntegerField, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from rathaus.lib.prepared import prepared
from rathaus.participation.ideas.models import Comment, Idea

FRAME = {"section": "participate", "part": "ideas"}
"""What the frame of every page of this part wants to know."""


def seen(request: HttpRequest, number: int) -> Idea:
    """The idea if this visitor may see it; Http404."""
    ideas = Idea.objects.visible_to(request.user).select_related("key", "author", "merged_into", "split_from")
    return get_object_or_404(ideas, number=number)


def public(number: int) -> Idea:
    """The idea if everyone may see it, which is what one supports, follows and comments; Http404."""
    if number <= BigIntegerField.MAX_BIGINT and (found := _public(number)):
        return found[0]
    raise Http404


@prepared
def _public(number: int) -> QuerySet[Idea]:
    return Idea.objects.public().filter(number=number)


def comment_of(idea: Idea, pk: int | None) -> Comment | None:
    """A visible comment of ``idea``; None without ``pk``, Http404 for any other."""
    return get_object_or_404(idea.comments.public(), pk=pk) if pk is not None else None


def page(**content: Any) -> dict[str, Any]:
    """A context with what the frame wants."""
    return FRAME | content
