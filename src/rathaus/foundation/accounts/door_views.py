"""``/konto/zugaenge/``: which doors lead into my account; joining one more, closing one."""

from allauth.account.decorators import reauthentication_required
from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rathaus.foundation.accounts.arrivals import settle, waiting
from rathaus.foundation.accounts.audience import CITIZEN, SignedIn, audience
from rathaus.foundation.accounts.door_adapter import enter
from rathaus.foundation.accounts.doors_known import doors_of, name_of
from rathaus.foundation.accounts.joining import LastWayIn, LeadsElsewhere, close_door, join_door
from rathaus.foundation.accounts.merging import Hindered, hindrances, merge
from rathaus.foundation.accounts.rules import may_close_door


@audience(CITIZEN)
def overview(request: SignedIn) -> HttpResponse:
    """Which doors lead in, since when, last used when; which could be joined."""
    return render(request, "account/doors_page.html", {"doors": doors_of(request.user)})


@audience(CITIZEN)
def join(request: SignedIn) -> HttpResponse:
    """She came through a door that does not lead to this account yet: shall it from now on?"""
    arrival = waiting(request)
    if arrival is None:
        return redirect("socialaccount_connections")
    identity = arrival.identity
    if identity and identity.user_id != request.user.pk:
        content = {"door": name_of(arrival.provider), "hindrances": hindrances(identity.user, request.user)}
        return render(request, "account/door_leads_elsewhere.html", content, status=409)
    if request.method == "POST":
        return _joined(request)
    return render(request, "account/join_door.html", {"door": name_of(arrival.provider)})


@reauthentication_required
def _joined(request: SignedIn) -> HttpResponse:
    arrival = waiting(request)
    if arrival is None:
        return redirect("socialaccount_connections")
    try:
        join_door(request.user, arrival)
    except LeadsElsewhere:
        return redirect("account_join_door")
    settle(request)
    enter(request, arrival)
    messages.success(request, _("%(door)s führt jetzt in Ihr Konto.") % {"door": name_of(arrival.provider)})
    return redirect(arrival.onward or "socialaccount_connections")


@audience(CITIZEN)
@reauthentication_required(allow_get=True)
def merge_accounts(request: SignedIn) -> HttpResponse:
    """She came through a door of another account of hers, and wants one out of both."""
    arrival = waiting(request)
    identity = arrival.identity if arrival else None
    if request.method != "POST" or arrival is None or identity is None or identity.user_id == request.user.pk:
        return redirect("account_join_door")
    try:
        merge(identity.user, by=request.user)
    except Hindered:
        return redirect("account_join_door")
    settle(request)
    request.user.refresh_from_db()
    enter(request, arrival)
    messages.success(request, _("Aus Ihren beiden Konten ist eines geworden."))
    return redirect("socialaccount_connections")


@audience(CITIZEN)
@require_POST
def dismiss(request: SignedIn) -> HttpResponse:
    """She would rather leave it."""
    settle(request)
    return redirect("socialaccount_connections")


@audience(CITIZEN)
@reauthentication_required(allow_get=True)
def close(request: SignedIn, number: int) -> HttpResponse:
    """Ask, and then close one of her doors."""
    identity = get_object_or_404(SocialAccount, pk=number, user=request.user)
    content = {"door": name_of(identity.provider), "last": not may_close_door(request.user, identity)}
    if request.method == "POST":
        try:
            close_door(identity, by=request.user)
        except LastWayIn:
            return render(request, "account/close_door.html", content | {"last": True}, status=409)
        messages.success(request, _("%(door)s führt nicht mehr in Ihr Konto.") % content)
        return redirect("socialaccount_connections")
    return render(request, "account/close_door.html", content)
