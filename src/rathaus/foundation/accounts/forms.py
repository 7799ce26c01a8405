"""allauth's forms in the words of the house: one password field, no placeholders, a limit everywhere."""

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts.models import Person
from rathaus.lib.text import clean

PASSWORD_LIMIT = 256
"""Characters; hashing longer ones would only keep the processor busy."""

_EMAIL, _PASSWORD, _NEW_PASSWORD = _("E-Mail-Adresse"), _("Passwort"), _("Neues Passwort")
_RULE = _("Mindestens 10 Zeichen. Ein kurzer Satz ist leicht zu merken und schwer zu erraten.")


class InOurWords:
    """Gives an allauth form our labels and hints; a password is typed once, browsers can show it."""

    words: dict[str, Any] = {}
    hints: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, forms.Field] = self.fields  # type: ignore[attr-defined]
        fields.pop("password2", None)
        for name, field in fields.items():
            field.label = self.words.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            field.error_messages["required"] = _("Bitte füllen Sie dieses Feld aus.")
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field.widget, forms.PasswordInput):
                field.validators.append(MaxLengthValidator(PASSWORD_LIMIT))


class SignInForm(InOurWords, allauth.LoginForm):
    words = {"login": _EMAIL, "password": _PASSWORD, "remember": _("Auf diesem Gerät angemeldet bleiben")}


class NameForm(forms.Form):
    """The name we call her by."""

    name = forms.CharField(
        label=_("Ihr Name"), max_length=120, required=False, widget=forms.TextInput({"autocomplete": "name"})
    )

    def clean_name(self) -> str:
        # One line: a name stands in headings and signatures.
        return " ".join(clean(self.cleaned_data["name"]).split())


class SignUpForm(InOurWords, NameForm, allauth.SignupForm):
    words = {"email": _EMAIL, "password1": _PASSWORD}
    hints = {
        "name": _("So sprechen wir Sie an. Für Anträge fragen wir Ihren Namen noch einmal genau."),
        "email": _("Dorthin schicken wir gleich einen Code und später Hinweise auf neue Nachrichten."),
        "password1": _RULE,
    }
    field_order = ["name", "email", "password1"]

    def signup(self, request: HttpRequest, user: Person) -> None:
        """allauth calls this when the person is saved."""
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])


class ForgottenForm(InOurWords, allauth.ResetPasswordForm):
    words = {"email": _EMAIL}


class NewPasswordForm(InOurWords, allauth.ResetPasswordKeyForm):
    words = {"password1": _NEW_PASSWORD}
    hints = {"password1": _RULE}


class ChangePasswordForm(InOurWords, allauth.ChangePasswordForm):
    words = {"oldpassword": _("Ihr bisheriges Passwort"), "password1": _NEW_PASSWORD}
    hints = {"password1": _RULE}


class SetPasswordForm(InOurWords, allauth.SetPasswordForm):
    words = {"password1": _PASSWORD}
    hints = {"password1": _RULE}


class ChangeEmailForm(InOurWords, allauth.AddEmailForm):
    words = {"email": _("Neue E-Mail-Adresse")}


class ReauthenticateForm(InOurWords, allauth.ReauthenticateForm):
    words = {"password": _PASSWORD}


class EmailCodeForm(InOurWords, allauth.ConfirmEmailVerificationCodeForm):
    words = {"code": _("Code aus der E-Mail")}


class ResetCodeForm(InOurWords, allauth.ConfirmPasswordResetCodeForm):
    words = {"code": _("Code aus der E-Mail")}
