"""What everyone sees of ideas."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from rathaus.foundation.accounts import limits
from rathaus.foundation.accounts.audience import EVERYONE, audience
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.design.kept import kept_for_strangers
from rathaus.foundation.documents.responses import download
from rathaus.lib.text import clean, whole_number
from rathaus.participation.ideas.chain import chain_of
from rathaus.participation.ideas.finding import similar_to
from rathaus.participation.ideas.forms.public import TEXT
from rathaus.participation.ideas.models import Follow, Idea, Support, Visibility
from rathaus.participation.ideas.rules import is_author, may_appeal, may_change
from rathaus.participation.ideas.sketch import sketch
from rathaus.participation.ideas.views.finding import page, seen

SIMILAR = 3
COMMENTS = 30


@audience(EVERYONE)
@kept_for_strangers
def idea(request: HttpRequest, number: int) -> HttpResponse:
    """One idea and where it stands; a merged one leads on to the idea that carries it."""
    found = seen(request, number)
    if found.visibility == Visibility.MERGED and found.merged_into:
        return redirect(f"{found.merged_into.get_absolute_url()}?von={found.number}")
    content = page(
        idea=found,
        share=settings.PUBLIC_ADDRESS + found.get_absolute_url(),
        chain=chain_of(found),
        sketch=sketch(found.latitude, found.longitude),
        attachments=list(found.attachments.select_related("file")),
        similar=similar_to(f"{found.title} {found.text}", SIMILAR, exclude=found.number),
        merged_from=_merged_from(found, request.GET.get("von", "")),
    )
    return render(request, "ideas/idea.html", content | _comments(request, found) | _own(request, found))


@audience(EVERYONE)
def file(request: HttpRequest, number: int, file_id: UUID) -> HttpResponse:
    """A picture or file of an idea that this visitor may see."""
    attachment = get_object_or_404(seen(request, number).attachments.select_related("file__key"), file=file_id)
    return download(attachment.file, inline=True)


@audience(EVERYONE)
@limits.search()
def similar(request: HttpRequest) -> HttpResponse:
    """A piece of page: ideas like ``?text=``, while somebody is typing."""
    typed = clean(request.GET.get("text", ""))[:TEXT]
    return render(request, "ideas/alike.html", {"twins": similar_to(typed, SIMILAR) if typed else []})


def _comments(request: HttpRequest, idea: Idea) -> dict[str, object]:
    """``comments`` of one page, the oldest first, with all replies; ``more_comments`` is where the next page begins."""
    after = whole_number(request.GET.get("kommentare", "")) or 0
    first_level = idea.comments.filter(parent=None, pk__gt=after).order_by("pk").prefetch_related("replies")
    rows = list(first_level[: COMMENTS + 1])
    return {"comments": rows[:COMMENTS], "more_comments": rows[COMMENTS - 1].pk if len(rows) > COMMENTS else ""}


def _own(request: HttpRequest, idea: Idea) -> dict[str, object]:
    """What this person has to do with the idea."""
    person = request.user
    if not isinstance(person, Person):
        return {}
    is_own = is_author(person, idea)
    return {
        "supported": Support.objects.filter(idea=idea, person=person).exists(),
        "followed": Follow.objects.filter(idea=idea, person=person).exists(),
        "is_own": is_own,
        "may_change": is_own and may_change(person, idea),
        "may_appeal": may_appeal(person, idea),
        "appeal": idea.appeals.last() if idea.visibility == Visibility.HIDDEN else None,
    }


def _merged_from(idea: Idea, number: str) -> int | None:
    """The number of an idea that came to be this one."""
    asked = whole_number(number)
    return asked if asked and idea.merged.filter(number=asked).exists() else None
