"""What waits for her, what is under way, what is new."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rathaus.entrances.my.asked import asked_of, notices_for
from rathaus.entrances.my.frame import frame
from rathaus.foundation.accounts.audience import CITIZEN, SignedIn, audience
from rathaus.foundation.inbox.models import Thread
from rathaus.foundation.notifications.reach import unreachable
from rathaus.foundation.representation.session import party_of
from rathaus.portal.applications.models import Draft
from rathaus.portal.cases.models import Case

GLIMPSE = 5
"""Rows of each list on the overview."""


@audience(CITIZEN)
@require_safe
def show(request: SignedIn) -> HttpResponse:
    """``/mein/``"""
    me = party_of(request)
    open_cases = Case.objects.visible_to(me).open().select_related("service").order_by("-opened_at")
    drafts = Draft.objects.visible_to(me).select_related("service").order_by("-updated_at")
    content = {
        "unreachable": unreachable(request.user.email),
        "party": me,
        "asked": asked_of(me),
        "notices": notices_for(me),
        "cases": open_cases[:GLIMPSE],
        "drafts": drafts[:GLIMPSE],
        "threads": Thread.objects.visible_to(me).at_hand().latest_first()[:GLIMPSE],
    }
    return render(request, "my/overview.html", frame(me, "overview") | content)
