"""Choosing a role, and reading the mails that would have gone out."""

from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from rathaus.foundation.accounts.audience import GUEST, audience
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.accounts.sessions import begin
from rathaus.integrations.demo.cast import CAST, PASSWORD
from rathaus.integrations.demo.outbox import newest_mails

BACKEND = "rathaus.foundation.accounts.backend.Backend"


@audience(GUEST)
@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    citizens = [member for member in CAST.values() if not member.on_staff]
    staff = [member for member in CAST.values() if member.on_staff]
    return render(request, "demo/roles.html", {"citizens": citizens, "staff": staff, "password": PASSWORD})


@audience(GUEST)
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    if (member := CAST.get(request.POST.get("first", ""))) is None:
        raise Http404
    login(request, get_object_or_404(Person, email=member.email), backend=BACKEND)
    begin(request)
    return redirect(member.starts_at)


@audience(GUEST)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("/")


@audience(GUEST)
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    return render(request, "demo/outbox.html", {"mails": newest_mails()})
