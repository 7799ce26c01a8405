"""A service asks for a person; she answers, and can take her answer back."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rathaus.foundation.accounts.audience import CITIZEN, GUEST, SignedIn, audience
from rathaus.foundation.accounts.onward import onward
from rathaus.foundation.accounts.trust import trust_of
from rathaus.foundation.inbox.models import Message
from rathaus.integrations.relying_parties import metadata, question
from rathaus.integrations.relying_parties.actions import agree, end, use
from rathaus.integrations.relying_parties.forms import ConsentForm
from rathaus.integrations.relying_parties.models import Connection
from rathaus.integrations.relying_parties.question import Question, Refused, Unanswerable
from rathaus.integrations.relying_parties.scopes import SCOPES


@audience(GUEST)
def configuration(request: HttpRequest) -> HttpResponse:
    """``/.well-known/openid-configuration``."""
    return JsonResponse(metadata.of_the_house())


@audience(GUEST)
@require_safe
def authorize(request: HttpRequest) -> HttpResponse:
    """A service sends her here: she signs in, is asked once what it may know, and goes back with a code."""
    try:
        asked = question.read(request)
    except Refused as refused:
        return onward(request, refused.address)
    except Unanswerable:
        return _unanswerable(request)
    if "none" in asked.prompts:
        return HttpResponseRedirect(_silently(request, asked))
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if "login" in asked.prompts:
        return _asked_who_she_is(request, asked)
    connection = _standing(request, asked)
    if connection and "consent" not in asked.prompts:
        return onward(request, _answered(request, asked, connection))
    return _ask(request, asked, ConsentForm(asked, request.user, trust_of(request)))


@audience(CITIZEN)
@require_POST
def answer(request: SignedIn) -> HttpResponse:
    """She has answered."""
    try:
        asked = question.unsealed(request.POST.get("question", ""), request.user)
    except Unanswerable:
        return _unanswerable(request)
    if "agree" not in request.POST:
        return onward(request, asked.refusal("access_denied"))
    form = ConsentForm(asked, request.user, trust_of(request), request.POST)
    if not form.is_valid():
        return _ask(request, asked, form, status=422)
    connection = agree(asked.client, asked=asked.scopes, agreed=form.agreed(), by=request.user)
    return onward(request, _answered(request, asked, connection))


@audience(CITIZEN)
def connected(request: SignedIn, *, frame: str) -> HttpResponse:
    """Which services may know me."""
    content = _frame(request, frame) | {
        "services": [
            {"connection": each, "scopes": [scope for name, scope in SCOPES.items() if name in each.agreed]}
            for each in Connection.objects.visible_to(request.user).order_by("-used_at", "pk")
        ],
    }
    return render(request, "relying_parties/connected.html", content)


@audience(CITIZEN)
def disconnect(request: SignedIn, number: int, *, frame: str) -> HttpResponse:
    """Ask, and then let a service know her no longer."""
    connection = get_object_or_404(Connection.objects.visible_to(request.user), pk=number)
    if request.method == "POST":
        end(connection, by=request.user)
        messages.success(request, _("%(service)s erfährt nichts mehr von uns.") % {"service": connection.client.name})
        return redirect("connected_services")
    return render(request, "relying_parties/disconnect.html", _frame(request, frame) | {"connection": connection})


def _frame(request: SignedIn, frame: str) -> dict[str, Any]:
    return {"frame": frame, "tab": "data", "unread": Message.objects.unread_by(request.user).count()}


def _ask(request: SignedIn | HttpRequest, asked: Question, form: ConsentForm, status: int = 200) -> HttpResponse:
    content = {
        "form": form,
        "client": asked.client,
        "host": urlsplit(asked.query["redirect_uri"]).hostname,
        "question": asked.sealed(request.user),  # type: ignore[arg-type]
    }
    return render(request, "relying_parties/consent.html", content, status=status)


def _standing(request: HttpRequest, asked: Question) -> Connection | None:
    """Her earlier answer, if it covers what is asked now."""
    found = Connection.objects.standing().filter(person=request.user.pk, client=asked.client).first()
    return found if found and set(asked.scopes) <= set(found.asked) else None


def _answered(request: HttpRequest, asked: Question, connection: Connection) -> str:
    use(connection)
    return question.answer(request, asked, [name for name in asked.scopes if name in connection.agreed])


def _silently(request: HttpRequest, asked: Question) -> str:
    """The service wants no page shown: a code if she is here and has agreed, or a no."""
    if not request.user.is_authenticated:
        return asked.refusal("login_required")
    connection = _standing(request, asked)
    return _answered(request, asked, connection) if connection else asked.refusal("consent_required")


def _asked_who_she_is(request: HttpRequest, asked: Question) -> HttpResponse:
    query = request.GET.copy()
    query["prompt"] = " ".join(asked.prompts - {"login"})
    return redirect(f"{reverse('account_reauthenticate')}?{urlencode({'next': f'{request.path}?{query.urlencode()}'})}")


def _unanswerable(request: HttpRequest) -> HttpResponse:
    return render(request, "relying_parties/unanswerable.html", status=400)
