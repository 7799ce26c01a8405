"""To a door, and back: the answer comes as a POST from elsewhere, without her cookies, and is read one step later."""

from typing import Any
from urllib.parse import urlencode

from allauth.core import ratelimit
from allauth.socialaccount import app_settings
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.internal.statekit import get_states
from allauth.socialaccount.models import SocialApp
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rathaus.foundation.accounts.audience import GUEST, audience
from rathaus.foundation.accounts.models import TrustLevel
from rathaus.foundation.accounts.onward import onward_instead
from rathaus.foundation.accounts.whole import whole
from rathaus.integrations.saml import parcel
from rathaus.integrations.saml.actions import note_refusal, use
from rathaus.integrations.saml.answer import Answer, read
from rathaus.integrations.saml.configuration import settings_for
from rathaus.integrations.saml.provider import SamlProvider
from rathaus.integrations.saml.refusals import Refused

LEVELS = {"basic": TrustLevel.BASIC, "substantial": TrustLevel.SUBSTANTIAL, "high": TrustLevel.HIGH}


@audience(GUEST)
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, door_id: str) -> HttpResponse:
    """What the door will be asked, and on to it. ``?level=`` is one of LEVELS, ``?next=`` a path of this house."""
    provider = _provider(request, door_id)
    level = LEVELS.get(request.GET.get("level", ""), TrustLevel.BASIC)
    onward = _own_path(request.POST.get("next") or request.GET.get("next", ""))
    if request.method == "POST":
        return onward_instead(request, provider.redirect(request, "login", onward or None, level=int(level)))
    return render(request, "saml/begin.html", {"door": provider.door, "level": level, "onward": onward})


@csrf_exempt
@audience(GUEST)
@require_POST
def answer(request: HttpRequest, door_id: str) -> HttpResponse:
    """The door sends her back with its answer: keep it until her cookies are here, too."""
    provider = _provider(request, door_id)
    if too_often := ratelimit.consume_or_429(request, action="door_answer"):
        return too_often
    return parcel.keep(request, redirect("saml:finish", door_id=provider.id), request.POST.get("SAMLResponse", ""))


@audience(GUEST)
@require_safe
def finish(request: HttpRequest, door_id: str) -> HttpResponse:
    """Read the answer; who is told by it comes in."""
    provider = _provider(request, door_id)
    if (text := parcel.take(request)) is None:
        return redirect("saml:begin", door_id=provider.id)
    try:
        said, state = _checked(request, provider, text)
    except Refused as refused:
        return _refuse(request, provider, refused)
    login = provider.sociallogin_from_response(request, said)
    login.state = state
    with whole(request):
        return complete_social_login(request, login)


@audience(GUEST)
@require_safe
def metadata(request: HttpRequest, door_id: str) -> HttpResponse:
    """For the operator of the door: our key, our addresses, signed."""
    provider = _provider(request, door_id)
    settings = settings_for(provider.door, provider.metadata)
    # Said only here: a door that reads it encrypts, and one that does not is still understood.
    settings.get_security_data()["wantAssertionsEncrypted"] = True
    return HttpResponse(settings.get_sp_metadata(), content_type="application/samlmetadata+xml")


def _provider(request: HttpRequest, door_id: str) -> SamlProvider:
    try:
        return get_adapter(request).get_provider(request, door_id)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error


def _checked(request: HttpRequest, provider: SamlProvider, text: str) -> tuple[Answer, dict[str, Any]]:
    """The answer, and what was kept when this browser asked for it. Raises Refused."""
    said = read(provider.door, text, settings_for(provider.door, provider.metadata))
    use(provider.id, said.assertion, said.valid_until)
    try:
        state = provider.unstash_redirect_state(request, said.asked)
    except PermissionDenied as error:
        raise Refused("unasked") from error
    if not 0 < len(said.told.get(provider.door.key, "")) <= app_settings.UID_MAX_LENGTH:
        raise Refused("nameless", state=state)
    if provider.door.level(said.told) < state["level"]:
        raise Refused("level", state=state)
    return said, state


def _refuse(request: HttpRequest, provider: SamlProvider, refused: Refused) -> HttpResponse:
    """Nobody comes in; whoever was signed in stays so, and finds back to where she was."""
    note_refusal(provider.id, refused.reason)
    state = refused.state or _kept(request, provider, refused.asked)
    onward = state.get("next") or ""
    if refused.reason == "cancelled":
        told = _("Sie haben die Anmeldung mit %(door)s abgebrochen. Es ist nichts verloren gegangen.")
        messages.info(request, told % {"door": provider.name})
        return redirect(onward or "account_login")
    again = {"level": TrustLevel(state.get("level", TrustLevel.BASIC)).name.lower(), "next": onward}
    context = {"door": provider.door, "reason": refused.reason, "onward": onward, "again": urlencode(again)}
    return render(request, "saml/refused.html", context, status=400)


def _kept(request: HttpRequest, provider: SamlProvider, asked: str) -> dict[str, Any]:
    """What was kept when this browser asked the question ``asked``; nothing if it did not."""
    state, _since, door = get_states(request).get(asked, ({}, 0, ""))
    return state if door == provider.id else {}


def _own_path(target: str) -> str:
    """``target``, if it is a path of this house; empty otherwise."""
    is_ours = target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return target if is_ours else ""
