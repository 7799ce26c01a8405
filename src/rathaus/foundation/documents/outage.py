"""The page of a house whose file store fails: plain words and a time to come back, where a form could not say so."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rathaus.foundation.documents.refusals import Unavailable

PAUSE = 60
"""Seconds after which it is worth another try."""


class OutageMiddleware:
    """Answers 503 where a view could not reach the file store. Comes last, as its page needs the session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Unavailable):
            return None
        response = render(request, "documents/unavailable.html", {"message": exception.message}, status=503)
        response["Retry-After"] = str(PAUSE)
        return response
