"""What waits for her, what is under way, what is new."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rathaus.entrances.my.asked import asked_of
from rathaus.entrances.my.frame import frame
from rathaus.foundation.accounts.audience import CITIZEN, SignedIn, audience
from rathaus.foundation.inbox.models import Thread
from rathaus.portal.applications.models import Draft
from rathaus.portal.cases.models import Case

GLIMPSE = 5
"""Rows of each list on the overview."""


@audience(CITIZEN)
@require_safe
def show(request: SignedIn) -> HttpResponse:
    """``/mein/``"""
    me = request.user
    open_cases = Case.objects.visible_to(me).open().select_related("service").order_by("-opened_at")
    drafts = Draft.objects.visible_to(me).select_related("service").order_by("-updated_at")
    content = {
        "asked": asked_of(me),
        "cases": open_cases[:GLIMPSE],
        "drafts": drafts[:GLIMPSE],
        "threads": Thread.objects.visible_to(me).with_unread().latest_first()[:GLIMPSE],
    }
    return render(request, "my/overview.html", frame(me, "overview") | content)
