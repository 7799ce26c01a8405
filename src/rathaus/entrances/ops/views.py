"""Signs of life for load balancers and monitoring."""

import hmac

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from rathaus.entrances.ops.metrics import CONTENT_TYPE, exposition
from rathaus.entrances.ops.readiness import parts
from rathaus.foundation.accounts.audience import EVERYONE, audience


@audience(EVERYONE)
def live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return _unstored("ok\n")


@audience(EVERYONE)
def ready(request: HttpRequest) -> HttpResponse:
    """A line for each part; 503 if database, keys or file store are missing."""
    found = parts()
    lines = "".join(f"{part.name} {part.state}\n" for part in found)
    return _unstored(lines, status=503 if any(part.missing for part in found) else 200)


@audience(EVERYONE)
def metrics(request: HttpRequest) -> HttpResponse:
    """For Prometheus, with the token of the setting; for everyone else there is nothing here."""
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN or not hmac.compare_digest(shown.encode(), settings.METRICS_TOKEN.encode()):
        raise Http404
    return _unstored(exposition(), content_type=CONTENT_TYPE)


def _unstored(body: str | bytes, content_type: str = "text/plain; charset=utf-8", status: int = 200) -> HttpResponse:
    return HttpResponse(body, content_type=content_type, status=status, headers={"Cache-Control": "no-store"})
