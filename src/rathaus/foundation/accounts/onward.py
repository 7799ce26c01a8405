"""Sending somebody on to a foreign address after a form.

Our policy lets forms be sent to this house only, and browsers hold every redirect after a form to it. So a page comes
in between that moves on at once, and has a link for browsers that don't.
"""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def onward(request: HttpRequest, address: str) -> HttpResponse:
    """A page that moves on to ``address``, which must not be the visitor's to choose."""
    page = render(request, "account/onward.html", {"address": address, "host": urlsplit(address).hostname})
    page.headers["Refresh"] = f"0;url={address}"
    return page


def onward_instead(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """``response``, or such a page in its place where it leads to a foreign address."""
    address = response.headers.get("Location", "")
    return onward(request, address) if urlsplit(address).netloc else response
