"""Where allauth meets the house: our words for what went wrong, our mails, and calm when the mail server is away."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context as allauth_context
from allauth.core.internal.ratelimit import consume
from allauth.mfa.recovery_codes.internal.flows import auto_generate_recovery_codes, can_generate_recovery_codes
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest, ImproperlyConfigured, ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts import limits, mailing, throttling
from rathaus.foundation.accounts.door_adapter import came_in
from rathaus.foundation.accounts.landing import landing_of
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.accounts.proving import begin, link_for
from rathaus.foundation.accounts.sessions import begin as begin_session
from rathaus.foundation.accounts.whole import when_done, whole
from rathaus.foundation.audit.actions import record
from rathaus.foundation.design.city import city

logger = logging.getLogger(__name__)

EVENTS = {
    "account/email/password_changed": "password.changed",
    "account/email/password_set": "password.set",
    "account/email/password_reset": "password.reset",
    "account/email/email_changed": "email.changed",
    "mfa/email/totp_activated": "factor.app_added",
    "mfa/email/totp_deactivated": "factor.app_removed",
    "mfa/email/webauthn_added": "factor.passkey_added",
    "mfa/email/webauthn_removed": "factor.passkey_removed",
    "mfa/email/recovery_codes_generated": "factor.codes_made",
}
"""What the audit says, by the mail that tells the owner."""
AGAIN = {
    "reauthenticate": _("Mit Ihrem Passwort"),
    "mfa_reauthenticate:webauthn": _("Mit Ihrem Passkey"),
    "mfa_reauthenticate": _("Mit einem Code aus der App oder einem Notfall-Code"),
}
"""Ways to show that it is still her; the first that she has is asked for."""
TOO_OFTEN = ("too_many_login_attempts", "rate_limited")
"""What a form says, by allauth's name for it, whose limit is reached."""


class AccountAdapter(DefaultAccountAdapter):
    """Named by the setting ACCOUNT_ADAPTER."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Dieses Konto ist gesperrt."),
        "duplicate_email": _("Diese E-Mail-Adresse gehört schon zu Ihrem Konto."),
        "email_password_mismatch": _("E-Mail-Adresse oder Passwort stimmen nicht."),
        "enter_current_password": _("Das ist nicht Ihr bisheriges Passwort."),
        "incorrect_code": _("Dieser Code stimmt nicht."),
        "incorrect_password": _("Das Passwort stimmt nicht."),
        "rate_limited": _("Das war gerade sehr oft. Bitte warten Sie einige Minuten."),
        "same_as_current": _("Das ist schon Ihre Adresse. Bitte geben Sie eine andere ein."),
        "too_many_login_attempts": _("Das war zu oft falsch. Bitte versuchen Sie es in einigen Minuten noch einmal."),
    }

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        if code in TOO_OFTEN and self.request:
            limits.note_too_often(self.request)
        return super().validation_error(code, *args)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send with this page; a code that comes later is of no use, so there are no later attempts."""
        when_done(lambda: self._send(template_prefix, email, context))

    def _send(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        # Addresses in mails come from the settings: the Host header is the visitor's to choose.
        content = context | {"email": email, "address": settings.PUBLIC_ADDRESS, "city": city()}
        with translation.override(self._language_for(email, context)):
            mail = self.render_mail(template_prefix, email, content)
        if not mailing.send(mail):
            unsent = _(
                "Wir können gerade keine E-Mail verschicken. Bitte versuchen Sie es in einigen Minuten noch einmal."
            )
            self.add_message(allauth_context.request, messages.ERROR, message=str(unsent))

    def _language_for(self, email: str, context: dict[str, Any]) -> str:
        """That of the owner of the address; a stranger's is that of the page."""
        owner = Person.objects.filter(email=email).first() or context.get("user")
        return owner.language if owner else translation.get_language() or settings.LANGUAGE_CODE

    def send_confirmation_mail(self, request: HttpRequest, emailconfirmation: Any, signup: bool) -> None:
        begin(emailconfirmation)
        address = emailconfirmation.email_address
        link = reverse("account_confirm_email", args=[link_for(address)])
        content = {"user": address.user, "code": emailconfirmation.key, "link": link}
        self.send_mail("account/email/email_confirmation", address.email, content)

    def send_notification_mail(
        self, template_prefix: str, user: Person, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Everything that touches the safety of an account passes here: it is written down and its owner is told."""
        if verb := EVENTS.get(template_prefix):
            record(verb, f"person:{user.pk}", by=user)
        super().send_notification_mail(template_prefix, user, {"user": user} | (context or {}), email)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Raises ValidationError where passwords have been wrong too often: from here, or for this account."""
        self._login_failed_rl_usage = consume(request, app="allauth.account", action="wrong_password")
        if not self._login_failed_rl_usage or not throttling.admit(request, credentials.get("email", "")):
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Person | None:
        person: Person | None = super().authenticate(request, **credentials)
        if person:
            throttling.forgive(request, credentials.get("email", ""))
        return person

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        owner = Person.objects.filter(email=credentials.get("email")).first()
        record("session.refused", f"person:{owner.pk}" if owner else "sign-in", by="guest")

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        """allauth calls this when a password was set anew with a code: she reads the mail of this address."""
        throttling.know_visit(request, credentials["email"])

    def logout(self, request: HttpRequest) -> None:
        record("session.ended", f"person:{request.user.pk}", by=request.user)
        super().logout(request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """In our words; whoever has no password is asked for her passkey first."""
        methods = [one | {"description": AGAIN[one["id"]]} for one in super().get_reauthentication_methods(user)]
        return sorted(methods, key=lambda one: list(AGAIN).index(one["id"]))

    def login(self, request: HttpRequest, user: Person) -> None:
        """Nobody is in without its being written down, whatever breaks off."""
        with whole(request):
            super().login(request, user)
            ways = sorted({one["method"] for one in get_authentication_records(request, user)})
            record("session.begun", f"person:{user.pk}", by=user, ways=ways)

    def post_login(
        self, request: HttpRequest, user: Person, *, signal_kwargs: dict[str, Any] | None, **more: Any
    ) -> HttpResponse:
        """She is in; if she came through another door, hear what it says of her."""
        if sociallogin := (signal_kwargs or {}).get("sociallogin"):
            came_in(request, sociallogin)
        response = super().post_login(request, user, signal_kwargs=signal_kwargs, **more)
        begin_session(request)
        if user.email:
            throttling.know_device(request, response, user.email)
        if can_generate_recovery_codes(user):
            # Whoever signed up with nothing but a passkey would be out for good without her device.
            auto_generate_recovery_codes(request)
        return response

    def get_client_ip(self, request: HttpRequest) -> str:
        """Raises BadRequest where the request came through fewer proxies than are set: a visitor could name any."""
        try:
            return str(super().get_client_ip(request))
        except ImproperlyConfigured as error:
            logger.error("RATHAUS_PROXIES is %d, but a request came through fewer proxies", settings.PROXIES)
            raise BadRequest from error

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return landing_of(request.user)  # type: ignore[arg-type]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/mein/daten/"

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        return (
            "/mein/daten/"
            if self.request.user.is_authenticated
            else super().get_email_verification_redirect_url(email_address)
        )
