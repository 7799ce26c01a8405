"""Taking it all along as a ZIP."""

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from allauth.core import ratelimit
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rathaus.entrances.my.actions import request_export
from rathaus.entrances.my.frame import frame
from rathaus.entrances.my.models import Export
from rathaus.foundation.accounts.audience import CITIZEN, SignedIn, audience
from rathaus.foundation.accounts.limits import DAY
from rathaus.foundation.audit.actions import record
from rathaus.foundation.documents.streams import read_sealed

AGAIN = 3
"""Seconds until the page asks again."""


@audience(CITIZEN)
@reauthentication_required(allow_get=True)
def show(request: SignedIn) -> HttpResponse:
    """How far it is; a POST asks for it. The page asks again by itself until it is ready."""
    me = request.user
    too_often = False
    if request.method == "POST":
        too_often = not ratelimit.consume(request, action="export", user=me)
        if not too_often:
            request_export(me)
            return redirect("my:export")
    export = Export.objects.visible_to(me).first()
    content = {"export": export, "too_often": too_often}
    response = render(request, "my/data_export.html", frame(me, "data") | content, status=429 if too_often else 200)
    if too_often:
        response["Retry-After"] = str(DAY)
    if export and export.is_running:
        # Works without scripts; there is a link beside it for who has switched it off.
        response["Refresh"] = str(AGAIN)
    return response


@audience(CITIZEN)
@require_safe
@reauthentication_required
def fetch(request: SignedIn, export_id: UUID) -> HttpResponse | StreamingHttpResponse:
    """The ZIP itself, opened piece by piece."""
    mine = Export.objects.visible_to(request.user).filter(state=Export.State.READY, until__gte=timezone.now())
    export = get_object_or_404(mine.select_related("person__key"), pk=export_id)
    record("export.fetched", f"person:{export.person_id}", by=request.user)
    assert export.person.key
    try:
        pieces = read_sealed(export.place, export.person.key, export.label)
    except FileNotFoundError as error:
        # A backup holds the row, and not the ZIP.
        raise Http404 from error
    response = StreamingHttpResponse(pieces, content_type="application/zip")
    day = timezone.localdate(export.requested_at).isoformat()
    name = _("Meine Daten") + f" {day}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Length"] = str(export.size)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "no-store, private"
    return response
