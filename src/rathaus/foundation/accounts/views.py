"""Pages of the account that allauth does not have, or has otherwise."""

from textwrap import wrap
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.email_verification import login_on_verification
from allauth.account.models import EmailAddress
from allauth.account.utils import get_next_redirect_url, passthrough_next_redirect_url
from allauth.account.views import ConfirmEmailVerificationCodeView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rathaus.foundation.accounts import proving
from rathaus.foundation.accounts.audience import CITIZEN, GUEST, SignedIn, audience
from rathaus.foundation.accounts.devices import device_name
from rathaus.foundation.accounts.factors import factors_of, note_use, used_factor
from rathaus.foundation.accounts.landing import landing_of
from rathaus.foundation.accounts.whole import made_whole, whole


@audience(GUEST)
def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Answers for every limit of allauth; ``config.urls`` names it as handler429."""
    return render(request, "account/too_many_requests.html", status=429)


class WaitForProof(ConfirmEmailVerificationCodeView):
    """Where she waits for the code: it can be typed, sent again, or sent to the right address."""

    _process: proving.Proving

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._process = proving.Proving(request, self._process.state)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._process = proving.Proving(request, self._process.state)
        if self._process.is_done:
            return self._go_on()
        return super().post(request, *args, **kwargs)

    def _go_on(self) -> HttpResponse:
        self._process.forget()
        return self.stage.exit() if self.stage else redirect("mfa_index")

    def get_form_kwargs(self) -> dict[str, Any]:
        more = {"email": self._process.email} if self._action == "change" else {}
        return super().get_form_kwargs() | more

    def _change_form_valid(self, form: Any) -> HttpResponse:
        answer = super()._change_form_valid(form)
        proving.follow(self.request, self.stage, self._process)
        return answer

    def _change_form_invalid(self, form: Any) -> HttpResponse:
        # A mistyped correction must not use up a try at the code.
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"is_done": self._process.is_done}


wait_for_proof = audience(GUEST)(made_whole(WaitForProof.as_view()))


@audience(GUEST)
def prove_address(request: HttpRequest, key: str) -> HttpResponse:
    """Behind the link in the mail: opening it proves nothing, programs open links, too; her button does."""
    address = proving.behind(key)
    if address is None:
        return render(request, "account/link_expired.html", status=404)
    if request.method != "POST":
        return render(request, "account/email_confirm.html", {"email": address.email})
    with whole(request):
        return _proved(request, address)


def _proved(request: HttpRequest, address: EmailAddress) -> HttpResponse:
    if not proving.prove(request, address):
        return render(request, "account/link_expired.html", status=404)
    # Where she waits in this very browser, she is in; anywhere else she signs in.
    return login_on_verification(request, address) or redirect(
        "mfa_index" if request.user.is_authenticated else "account_login"
    )


@audience(CITIZEN)
def security(request: SignedIn) -> HttpResponse:
    """Everything by which she comes in."""
    me = request.user
    devices = UserSession.objects.filter(user=me).count()
    return render(request, "account/security.html", {"devices": devices} | factors_of(me))


class KeepsNext:
    """Setting up a factor leads to the recovery codes; what she was on the way to is not lost over it."""

    request: HttpRequest
    kind: str

    def get_success_url(self) -> str:
        return passthrough_next_redirect_url(self.request, super().get_success_url(), "next")  # type: ignore[misc]

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        note_use(self.request, self.kind)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"next": get_next_redirect_url(self.request)}  # type: ignore[misc]


class AddPasskey(KeepsNext, AddWebAuthnView):
    kind = Authenticator.Type.WEBAUTHN


class AddApp(KeepsNext, ActivateTOTPView):
    kind = Authenticator.Type.TOTP

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        # Four letters at a time can be read off and typed.
        return context | {"secret": " ".join(wrap(context["form"].secret, 4))}


class RecoveryCodes(ViewRecoveryCodesView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"next": get_next_redirect_url(self.request)}


add_passkey, add_app, recovery_codes = (
    audience(CITIZEN)(page)
    for page in (made_whole(AddPasskey.as_view()), made_whole(AddApp.as_view()), RecoveryCodes.as_view())
)


@audience(CITIZEN)
def staff_factor(request: SignedIn) -> HttpResponse:
    """Before the pages of the administration: show a second factor, or set one up first."""
    onward = get_next_redirect_url(request) or landing_of(request.user)
    if used_factor(request):
        return redirect(onward)
    ways = {way["id"]: way["url"] for way in get_adapter().get_reauthentication_methods(request.user)}
    again = ways.get("mfa_reauthenticate:webauthn", ways.get("mfa_reauthenticate"))
    return render(request, "account/staff_factor.html", {"next": onward, "again": again})


class Devices(ListUserSessionsView):
    """Where she is signed in; sending the form ends all but this one."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for session in context["sessions"]:
            session.device = device_name(session.user_agent)
        return context


devices = audience(CITIZEN)(made_whole(Devices.as_view()))


@audience(CITIZEN)
@require_POST
def end_device(request: SignedIn, pk: int) -> HttpResponse:
    """Sign out on one device."""
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    with whole(request):
        end_sessions(request, [session])
    if not request.user.is_authenticated:
        return redirect("account_login")
    messages.success(request, _("Dieses Gerät ist abgemeldet."))
    return redirect("usersessions_list")
