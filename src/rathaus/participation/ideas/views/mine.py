"""Her ideas in her own area: sent, supported, followed."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from rathaus.foundation.accounts.audience import CITIZEN, SignedIn, audience
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.design.paging import page_of
from rathaus.foundation.inbox.models import Message
from rathaus.lib.text import whole_number
from rathaus.participation.ideas.models import Follow, Idea, Support
from rathaus.participation.ideas.models.idea import IdeaQuerySet

PER_PAGE = 20
SENT, SUPPORTED, FOLLOWED = "gesendet", "unterstuetzt", "gefolgt"
LISTS = {SENT: _("Von mir gesendet"), SUPPORTED: _("Von mir unterstützt"), FOLLOWED: _("Denen ich folge")}


@audience(CITIZEN)
@require_safe
def mine(request: SignedIn, *, frame: str) -> HttpResponse:
    """``/mein/ideen/``; ``?liste=`` is one of LISTS, ``?nach=`` the number behind which the page begins."""
    asked = request.GET.get("liste", SENT)
    chosen = asked if asked in LISTS else SENT
    after = whole_number(request.GET.get("nach", ""))
    rows = _list(request.user, chosen).filter(Q() if after is None else Q(number__lt=after)).order_by("-number")
    return render(
        request,
        "ideas/mine.html",
        _frame(request.user, frame) | {"page": page_of(rows, PER_PAGE, key="number"), "chosen": chosen, "lists": LISTS},
    )


def _list(person: Person, which: str) -> IdeaQuerySet:
    if which == SENT:
        return Idea.objects.filter(author=person)
    if which == SUPPORTED:
        return Idea.objects.visible_to(person).filter(pk__in=Support.objects.filter(person=person).values("idea"))
    return Idea.objects.visible_to(person).filter(pk__in=Follow.objects.filter(person=person).values("idea"))


def _frame(person: Person, frame: str) -> dict[str, Any]:
    return {"frame": frame, "tab": "ideas", "unread": Message.objects.unread_by(person).count()}
