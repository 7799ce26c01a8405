"""The script that a browser keeps to show hints."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from rathaus.foundation.accounts.audience import EVERYONE, audience


@audience(EVERYONE)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """At an address that stays: browsers look here for a newer one, and its scope is the folder it lies in."""
    script = Path(str(finders.find("notifications/worker.js"))).read_text("utf-8")
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})
