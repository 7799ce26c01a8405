"""Somebody is to sign in before she goes on: where she comes back to, and what becomes of what she had typed."""

from http import HTTPStatus

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rathaus.foundation.design.typed import BACK, Typed, typed_now, way_back

_READING = ("GET", "HEAD")


def sent_to(request: HttpRequest, door: str) -> HttpResponse:
    """To the page of that name, and then back to this one, or to the one whose form was sent here."""
    path = request.get_full_path() if request.method in _READING else way_back(request, Typed(request.POST))
    return redirect_to_login(path, door) if path else redirect(door)


def sent_to_sign_in(request: HttpRequest) -> HttpResponse:
    """To sign in; who wrote something first gets a page that holds it until she is back."""
    typed = typed_now() or Typed(request.POST)
    return _held(request, typed) if typed.texts else sent_to(request, "account_login")


def _held(request: HttpRequest, typed: Typed) -> HttpResponse:
    """She signs in in a second tab; then the button sends all to its address once more.

    It sends no token, so it is not acted on but comes back as typed, whoever she is by then (see ``design.typed``).
    """
    typed.shown.update(typed.data)
    back = way_back(request, typed)
    context = {"fields": typed.fields, "texts": typed.texts, "back": back, "back_name": BACK}
    return render(request, "account/signed_out.html", context, status=HTTPStatus.FORBIDDEN)
