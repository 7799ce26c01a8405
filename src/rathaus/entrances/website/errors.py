"""Pages for what went wrong: plain words, a way on, nothing personal."""

import logging
import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from rathaus.foundation.design.frame import facts
from rathaus.foundation.design.typed import Typed, way_back
from rathaus.foundation.documents.withholding import Withheld
from rathaus.lib import trail
from rathaus.portal.applications.views.stale import stale

logger = logging.getLogger("rathaus.errors")

_LAST_RESORT = """<!doctype html>
<html lang="de"><head><meta charset="utf-8"><title>Störung</title></head>
<body><h1>Hier ist etwas schiefgegangen</h1><p>Kennung: {reference}</p></body></html>
"""
"""Needs no template, no file and no database."""


PAUSE = 30
"""Seconds after which it is worth another try."""
_BUSY, _BROKEN = ("SQLITE_BUSY", "SQLITE_LOCKED"), ("SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY")
_SQLITE_OUTAGES = _BUSY + _BROKEN


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "website/error_400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "website/error_403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, Withheld):
        return render(request, "documents/withheld.html", {"state": exception.state}, status=404)
    return render(request, "website/error_404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Called while the error is being handled."""
    if is_outage(sys.exc_info()[1]):
        return _unavailable()
    reference = trail.current().request
    try:
        # Not for this request: what every page shows of the visitor may be the very thing that failed.
        page: str = render_to_string("website/error_500.html", facts() | {"reference": reference})
    except Exception:
        logger.exception("The page for errors could not be made")
        page = _LAST_RESORT.format(reference=reference)
    return HttpResponse(page, status=500)


def is_outage(error: BaseException | None) -> bool:
    """Whether the database is away, full or held up for too long: nothing is wrong with what was asked of it."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    name = getattr(error.__cause__, "sqlite_errorname", None)
    return name is None or name.startswith(_SQLITE_OUTAGES)


def _unavailable() -> HttpResponse:
    """A form sent again, as this page asks for, counts once."""
    response = HttpResponse(render_to_string("website/error_503.html", facts()), status=503)
    response.headers["Retry-After"] = str(PAUSE)
    return response


def csrf_failure(request: HttpRequest, reason: str = "", **kwargs: Any) -> HttpResponse:
    """A step comes back by itself; what any other form of ours held, ``TypedAgainMiddleware`` tries to show again."""
    if page := stale(request):
        return page
    typed = Typed(request.POST)
    # Its origin is right: it was our page, grown old, or its cookie is gone. What comes from elsewhere is not shown.
    is_ours = reason.startswith("CSRF")
    context = {"texts": typed.texts if is_ours else [], "back": way_back(request, typed) or request.path}
    page = render(request, "website/error_csrf.html", context, status=403)
    request.typed = typed if is_ours else None  # type: ignore[attr-defined]
    return page
