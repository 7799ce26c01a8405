"""allauth's forms of second factors in the words of the house."""

import time
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.totp.internal.auth import decrypt, format_hotp_value, hotp_value
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts.forms import InOurWords
from rathaus.lib.text import clean

_NO_SCRIPT = _("Passkeys brauchen JavaScript. Bitte schalten Sie es ein oder nehmen Sie einen anderen Weg.")
_CODE, _CODE_HINT = _("Code"), _("Sechs Ziffern aus Ihrer App oder einer Ihrer Notfall-Codes.")


class UsedOnce(InOurWords):
    """Takes a code of an app only once: RFC 6238, section 5.2."""

    words = {"code": _CODE}
    hints = {"code": _CODE_HINT}

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        factor: Authenticator = self.authenticator  # type: ignore[attr-defined]
        if factor.type == Authenticator.Type.TOTP and not _use_up(factor.pk, code):
            raise get_adapter().validation_error("incorrect_code")
        return code


@transaction.atomic
def _use_up(factor_pk: int, code: str) -> bool:
    """Remember the step of time that ``code`` belongs to, unless that or a later one has been used."""
    # allauth remembers for 30 seconds, in this process only; a code is good for 90, and processes are many.
    factor = Authenticator.objects.select_for_update().get(pk=factor_pk)
    step = _step_of(decrypt(factor.data["secret"]), code)
    if step <= factor.data.get("last_step", 0):
        return False
    factor.data["last_step"] = step
    factor.save(update_fields=["data"])
    return True


def _step_of(secret: str, code: str) -> int:
    """The latest step of time with this code; 0 if it is of none."""
    now, off = int(time.time()) // app_settings.TOTP_PERIOD, app_settings.TOTP_TOLERANCE
    steps = range(now + off, now - off - 1, -1)
    return next((n for n in steps if compare_user_code(actual=code, expected=_code_at(secret, n))), 0)


def _code_at(secret: str, step: int) -> str:
    return format_hotp_value(hotp_value(secret, step))


class CodeForm(UsedOnce, base.AuthenticateForm):
    pass


class CodeAgainForm(UsedOnce, base.ReauthenticateForm):
    pass


class ActivateAppForm(InOurWords, totp.ActivateTOTPForm):
    words = {"code": _("Code aus der App")}


class Answered(InOurWords):
    """A device answers, with the help of a script."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        credential: forms.Field = self.fields["credential"]  # type: ignore[attr-defined]
        credential.error_messages |= {"required": _NO_SCRIPT, "invalid": _NO_SCRIPT}


class PasskeySignInForm(Answered, webauthn.LoginWebAuthnForm):
    pass


class PasskeyStepForm(Answered, webauthn.AuthenticateWebAuthnForm):
    pass


class PasskeyAgainForm(Answered, webauthn.ReauthenticateWebAuthnForm):
    pass


class Named(InOurWords):
    """A passkey has a name by which she tells it from others."""

    words = {"name": _("Name"), "credential": _("Passkey")}
    hints = {"name": _("Damit Sie ihn wiedererkennen, zum Beispiel „Mein Telefon“.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["name"]  # type: ignore[attr-defined]
        name.max_length = 80
        name.validators.append(forms.CharField(max_length=80).validators[0])
        name.widget.attrs |= {"maxlength": "80", "autocomplete": "off"}

    def clean_name(self) -> str:
        data: dict[str, Any] = self.cleaned_data  # type: ignore[attr-defined]
        data["name"] = " ".join(clean(data["name"]).split())
        cleaned = getattr(super(), "clean_name", None)
        return cleaned() if cleaned else data["name"]


class PasskeyForm(Named, Answered, webauthn.AddWebAuthnForm):
    # One that can stand alone: the device checks finger, face or PIN.
    passwordless = forms.BooleanField(initial=True, widget=forms.HiddenInput)


class FirstPasskeyForm(Named, Answered, webauthn.SignupWebAuthnForm):
    pass


class PasskeyNameForm(Named, webauthn.EditWebAuthnForm):
    pass
