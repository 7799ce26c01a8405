"""Where allauth meets the house: our words for what went wrong, our mails, and calm when the mail server is away."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.design.city import city

logger = logging.getLogger(__name__)


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

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send at once; a code that comes later than its page is of no use, so there are no later attempts."""
        # Addresses in mails come from the settings: the Host header is the visitor's to choose.
        content = context | {"email": email, "address": settings.PUBLIC_ADDRESS, "city": city()}
        try:
            self.render_mail(template_prefix, email, content).send()
        except (SMTPException, OSError) as error:
            logger.warning("An account mail was not sent: %s", type(error).__name__)
            unsent = _(
                "Wir können gerade keine E-Mail verschicken. Bitte versuchen Sie es in einigen Minuten noch einmal."
            )
            self.add_message(allauth_context.request, messages.ERROR, message=str(unsent))

    def send_account_already_exists_mail(self, email: str) -> None:
        """Tell the owner of the account, after as much work as a new account makes: the clock must not tell."""
        make_password(get_random_string(20))
        super().send_account_already_exists_mail(email)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/mein/daten/"

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        return (
            "/mein/daten/"
            if self.request.user.is_authenticated
            else super().get_email_verification_redirect_url(email_address)
        )
