"""Refuses a request that is far too large before any of it is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rathaus.lib.text import whole_number


class RequestLimitMiddleware:
    """Comes last: its page needs the session, and the body is not touched before the view is called."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = whole_number(request.META.get("CONTENT_LENGTH") or "")
        if length is not None and length > settings.REQUEST_LIMIT:
            most = settings.REQUEST_LIMIT // (1024 * 1024)
            return render(request, "applications/too_large.html", {"most": most}, status=413)
        return self.get_response(request)
