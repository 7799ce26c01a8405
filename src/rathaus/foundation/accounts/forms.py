"""allauth's forms in the words of the house: one password field, no placeholders, a limit everywhere."""

from secrets import token_hex
from typing import Any

from allauth.account import forms as allauth
from allauth.account.internal.flows.signup import prevent_enumeration
from django import forms
from django.core.validators import MaxLengthValidator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.accounts.proving import keep_details, rehearse
from rathaus.foundation.audit.actions import record
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
        user.language = get_language() or user.language
        user.save(update_fields=["name", "language"])

    def try_save(self, request: HttpRequest) -> tuple[Person | None, HttpResponse | None]:
        """The new person, or the answer where there is one already; the clock must not tell which."""
        person = self._make(request)
        keep_details(request, person)
        if self.account_already_exists:
            return None, prevent_enumeration(request, email=self.cleaned_data["email"])
        return person, None

    @transaction.atomic
    def _make(self, request: HttpRequest) -> Person:
        if self.account_already_exists:
            person = self._rehearse(request)
            record("account.existed", "sign-up", by="guest")
        else:
            person = self.save(request)
            record("account.made", f"person:{person.pk}", by=person)
        return person

    def _rehearse(self, request: HttpRequest) -> Person:
        """A new account under an invented address, of which nothing stays."""
        wanted, self.cleaned_data["email"] = self.cleaned_data["email"], f"{token_hex(16)}@example.invalid"
        self.account_already_exists = False
        try:
            with transaction.atomic():
                person: Person = self.save(request)
                rehearse(person)
                transaction.set_rollback(True)
        finally:
            self.cleaned_data["email"], self.account_already_exists = wanted, True
        return person


class ForgottenForm(InOurWords, allauth.ResetPasswordForm):
    words = {"email": _EMAIL}

    def clean_email(self) -> str:
        email = str(super().clean_email())
        if self.users:
            # allauth looks a second time for whom it does not find: without this the time would tell who is known.
            Person.objects.filter(email=email).first()
        return email


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


class CorrectEmailForm(InOurWords, allauth.ChangeEmailForm):
    words = {"email": _("Richtige E-Mail-Adresse")}


class EmailCodeForm(InOurWords, allauth.ConfirmEmailVerificationCodeForm):
    words = {"code": _("Code aus der E-Mail")}


class ResetCodeForm(InOurWords, allauth.ConfirmPasswordResetCodeForm):
    words = {"code": _("Code aus der E-Mail")}
