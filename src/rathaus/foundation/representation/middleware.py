"""Ends acting for another as soon as the mandate does not count any more."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from rathaus.foundation.representation.session import Ended, current, forget_matters, is_acting


class RepresentationMiddleware:
    """Asks on each page of somebody who acts for another; stands behind the one that knows the audience."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not is_acting(request) or not request.user.is_authenticated:
            return None
        try:
            current(request)
        except Ended:
            return _ended(request)
        return None


def _ended(request: HttpRequest) -> HttpResponse:
    forget_matters(request)
    if request.headers.get("HX-Request"):
        # The script on the page says that nothing was saved; a redirect would look like success to it.
        return HttpResponse(status=409)
    messages.warning(
        request,
        _(
            "Ihre Vollmacht gilt nicht mehr. Sie handeln wieder für sich selbst. Was Sie gerade eingegeben haben, ist "
            "nicht gespeichert."
        ),
    )
    return redirect("representation:overview")
