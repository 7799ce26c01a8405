"""Every request gets a name, and is counted, measured and told in one line of the log."""

import logging
import re
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from rathaus.entrances.ops.counts import COUNTS
from rathaus.lib import trail
from rathaus.lib.references import new_code
from rathaus.lib.spans import span

logger = logging.getLogger("rathaus.requests")

HEADER = "X-Request-ID"
_NAME = re.compile(r"[A-Za-z0-9_-]{8,64}")
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
NOWHERE = "(none)"
"""The route of an address that nothing stands at."""


class RequestMiddleware:
    """Stands outside all others but those that serve files. Pages kept in front of Django do not come here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        method = request.method if request.method in METHODS else "OTHER"
        parent = request.headers.get("traceparent", "") if settings.PROXIES else ""
        with trail.following(trail.Trail(request=_name(request))) as here, span("request", parent=parent) as seen:
            response = self.get_response(request)
            seconds = time.perf_counter() - begun
            status, route = response.status_code, here.route or NOWHERE
            seen.tell(f"{method} {route}", method=str(method), route=route, status=status)
            COUNTS.answered(route, str(method), status, seconds)
            if logger.isEnabledFor(logging.INFO):
                told = {"method": method, "status": status, "duration_ms": round(seconds * 1000, 1)}
                logger.info("Answered", extra={"facts": told})
        response.headers[HEADER] = here.request
        return response

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> None:
        if match := request.resolver_match:
            trail.current().route = f"/{match.route}"


def _name(request: HttpRequest) -> str:
    """The proxy's, where one stands in front and gave it a proper name; otherwise a new one."""
    given = request.headers.get(HEADER, "") if settings.PROXIES else ""
    return given if _NAME.fullmatch(given) else new_code()
