"""Pages for what went wrong: plain words, a way on, nothing personal."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rathaus.portal.applications.views.stale import stale


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "website/error_400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "website/error_403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "website/error_404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "website/error_500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "", **kwargs: Any) -> HttpResponse:
    return stale(request) or render(request, "website/error_csrf.html", status=403)
