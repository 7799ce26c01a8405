"""The one account page that is not allauth's own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rathaus.foundation.accounts.audience import GUEST, audience

PAUSE = 300
"""Seconds after which trying again makes sense: the longest of allauth's limits."""


@audience(GUEST)
def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Answers for every limit of allauth; ``config.urls`` names it as handler429."""
    response = render(request, "account/too_many_requests.html", status=429)
    response.headers["Retry-After"] = str(PAUSE)
    return response
