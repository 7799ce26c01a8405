"""Turns away what services send and no database can hold: PostgreSQL knows no NUL, SQLite does."""

from collections.abc import Callable
from functools import wraps

from allauth.core.internal.httpkit import extract_basic_auth
from django.http import HttpRequest, HttpResponse, JsonResponse

View = Callable[..., HttpResponse]


def text_only(view: View) -> View:
    """``view``, which answers invalid_request (RFC 6749, section 5.2) to parameters or names with a NUL."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        said = [*request.GET.values(), *request.POST.values(), *extract_basic_auth(request.headers)]
        if any("\0" in (value or "") for value in said):
            return JsonResponse({"error": "invalid_request"}, status=400)
        return view(request)

    return guarded
