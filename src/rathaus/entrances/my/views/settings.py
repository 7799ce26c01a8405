"""How news reach her, and on which devices."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rathaus.entrances.my.frame import frame
from rathaus.foundation.accounts.audience import CITIZEN, SignedIn, audience
from rathaus.foundation.accounts.devices import device_name
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.notifications import actions, vapid
from rathaus.foundation.notifications.forms import DeviceForm, WaysForm, chosen_by
from rathaus.foundation.notifications.models import Device, Group
from rathaus.foundation.notifications.reach import unreachable
from rathaus.participation.committee.models import Member


@audience(CITIZEN)
def show(request: SignedIn) -> HttpResponse:
    """``/mein/benachrichtigungen/``"""
    me = request.user
    form = WaysForm(request.POST or None, groups=_groups(me), initial=chosen_by(me))
    if request.method == "POST" and form.is_valid():
        actions.choose(me, form.ways, form.cleaned_data["language"], by=me)
        messages.success(request, _("Gespeichert."))
        return redirect("my:notifications")
    content = frame(me, "data") | {
        "form": form,
        "device_form": DeviceForm(),
        "devices": Device.objects.filter(person=me),
        "push_key": vapid.public_key(),
        "unreachable": unreachable(me.email),
    }
    return render(request, "my/notifications.html", content, status=422 if form.errors else 200)


@audience(CITIZEN)
@require_POST
def allow(request: SignedIn) -> HttpResponse:
    """This browser may show hints: what its script found out arrives as a form."""
    me, form = request.user, DeviceForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("In diesem Browser sind Hinweise leider nicht möglich."))
        return redirect("my:notifications")
    actions.allow(me, **form.cleaned_data, name=device_name(request.headers.get("User-Agent", "")), by=me)
    messages.success(request, _("Dieser Browser zeigt Ihnen ab jetzt Hinweise."))
    return redirect(f"{reverse('my:notifications')}#geraete")


@audience(CITIZEN)
@require_POST
def withdraw(request: SignedIn, device: int) -> HttpResponse:
    found = get_object_or_404(Device, pk=device, person=request.user)
    actions.withdraw(found, by=request.user)
    messages.success(request, _("Auf diesem Gerät zeigen wir keine Hinweise mehr."))
    return redirect(f"{reverse('my:notifications')}#geraete")


@audience(CITIZEN)
@require_POST
def trust(request: SignedIn) -> HttpResponse:
    """She has looked: mails do arrive at her address."""
    if request.user.email:
        actions.trust_again(request.user.email, by=request.user)
        messages.success(request, _("Gut. Wir schicken Ihnen E-Mails weiter an diese Adresse."))
    return redirect("my:notifications")


def _groups(person: Person) -> list[Group]:
    """The committee is no matter of those who do not sit on it."""
    sits = Member.objects.filter(person=person).exists()
    return [group for group in Group if group != Group.COMMITTEE or sits]
