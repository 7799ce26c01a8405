"""Second factors: how allauth's keep their secrets here, and whether one was used in this session."""

from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import segno
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts.devices import device_name
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.design.city import city
from rathaus.foundation.vault.actions import create_key
from rathaus.foundation.vault.models import Key

_LABEL = "second-factor"


class FactorAdapter(DefaultMFAAdapter):
    """Named by the setting MFA_ADAPTER."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("Das können Sie gerade nicht entfernen."),
        "cannot_generate_recovery_codes": _("Notfall-Codes gibt es erst mit einem Passkey oder einer App."),
        "incorrect_code": _("Das hat nicht geklappt. Bitte versuchen Sie es noch einmal."),
        "unverified_email": _("Bitte bestätigen Sie zuerst Ihre E-Mail-Adresse."),
    }

    def encrypt(self, text: str) -> str:
        """Under a key of its own, which is wrapped anew when the master key changes."""
        key = create_key()
        return f"{key.id}:{key.seal(text.encode(), _LABEL).hex()}"

    def decrypt(self, encrypted_text: str) -> str:
        name, sealed = encrypted_text.split(":")
        return Key.objects.get(id=name).open(bytes.fromhex(sealed), _LABEL).decode()

    def get_totp_issuer(self) -> str:
        return f"Rathaus {city()['name']}"

    def build_totp_svg(self, url: str) -> str:
        drawn = BytesIO()
        segno.make(url, micro=False).save(drawn, kind="svg", scale=6, border=4, dark="#000", light="#fff")
        return drawn.getvalue().decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        # From the settings: the Host header is the visitor's to choose.
        return {"id": urlsplit(settings.PUBLIC_ADDRESS).hostname or "", "name": self.get_totp_issuer()}

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:
        return device_name(allauth_context.request.headers.get("User-Agent", ""))


def used_factor(request: HttpRequest) -> bool:
    """In this session she has shown more than a password."""
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def note_use(request: HttpRequest, authenticator_type: str) -> None:
    """Setting up a factor shows that she has it."""
    record_authentication(request, request.user, "mfa", type=authenticator_type)


def factors_of(person: Person) -> dict[str, Any]:
    """For the overview: her passkeys, her app, and how many recovery codes are left."""
    mine = list(Authenticator.objects.filter(user=person).order_by("pk"))
    codes = next((one.wrap() for one in mine if one.type == Authenticator.Type.RECOVERY_CODES), None)
    return {
        "passkeys": [one for one in mine if one.type == Authenticator.Type.WEBAUTHN],
        "app": next((one for one in mine if one.type == Authenticator.Type.TOTP), None),
        "codes_left": len(codes.get_unused_codes()) if codes else 0,
        "codes_unseen": bool(codes and not codes.did_view),
    }
