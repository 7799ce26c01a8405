"""What a link in a mail leads to: one button, and the way back."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from rathaus.foundation.accounts.audience import GUEST, audience
from rathaus.foundation.notifications import actions, stopping
from rathaus.foundation.notifications.actions.choosing import is_off
from rathaus.foundation.notifications.kinds import DIGEST
from rathaus.foundation.notifications.models import Group, Recipient


@audience(GUEST)
@csrf_exempt
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """A page with one button. Mail programs press it themselves (RFC 8058), so it can ask for no CSRF token.

    Who holds the link got the mail; opening it changes nothing, since programs open links, too.
    """
    recipient, what = _meant(token)
    if request.method == "POST":
        actions.switch_off(recipient, what)
        return redirect("stop_mails", token)
    content: dict[str, Any] = {"token": token, "is_off": is_off(recipient, what), "person": recipient.person}
    content["group"] = _("E-Mails, die mehrere Nachrichten sammeln") if what == DIGEST else Group(what).label
    return render(request, "notifications/stop.html", content)


@audience(GUEST)
@require_POST
def resume(request: HttpRequest, token: str) -> HttpResponse:
    recipient, what = _meant(token)
    actions.switch_on(recipient, what)
    return redirect("stop_mails", token)


def _meant(token: str) -> tuple[Recipient, str]:
    try:
        return stopping.read(token)
    except Recipient.DoesNotExist as error:
        raise Http404 from error
