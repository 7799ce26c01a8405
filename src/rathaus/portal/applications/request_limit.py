"""Refuses a request that is far too large, or one large one too many, before any of it is read."""

from collections.abc import Callable

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rathaus.foundation.accounts.limits import HOUR
from rathaus.lib.text import whole_number

UPLOAD = 100 * 1024
"""Bytes from which on a request counts as an upload: no form of texts is that large."""


class RequestLimitMiddleware:
    """Comes last: its page needs the session, and the body is not touched before the view is called."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = whole_number(request.META.get("CONTENT_LENGTH") or "0")
        # A length of thirty digits is no number we read, and no small one.
        if length is None or length > settings.REQUEST_LIMIT:
            most = settings.REQUEST_LIMIT // (1024 * 1024)
            return render(request, "applications/too_large.html", {"most": most}, status=413)
        if length > UPLOAD and not ratelimit.consume(request, action=_counted_as(request)):
            response = render(request, "applications/too_many_uploads.html", status=429)
            response.headers["Retry-After"] = str(HOUR)
            return response
        return self.get_response(request)


def _counted_as(request: HttpRequest) -> str:
    """Behind one address there may be a whole city hall: who is signed in is counted by herself."""
    return "upload_signed_in" if request.user.is_authenticated else "upload"
