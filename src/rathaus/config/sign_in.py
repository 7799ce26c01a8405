"""The settings of signing in: accounts, second factors, other doors. A part of ``settings``, which takes all of it."""

from typing import Any

from rathaus.config import env, openid, saml
from rathaus.integrations.demo.cast import CAST, PASSWORD

RATE_LIMITS = env.switch("RATHAUS_RATE_LIMITS", True)

# --- Accounts --------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["rathaus.foundation.accounts.backend.Backend"]
# The first hashes; the second only reads what another system brought along, until its owner signs in.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "rathaus.foundation.accounts.passwords.GuessableValidator"},
]
DEMO_PASSWORD = PASSWORD
"""Everyone can read it: in production it opens nothing."""
DEMO_ADDRESSES = [member.email for member in CAST.values()]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/mein/"
ACCOUNT_ADAPTER = "rathaus.foundation.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "rathaus.foundation.accounts.forms.SignInForm",
    "signup": "rathaus.foundation.accounts.forms.SignUpForm",
    "add_email": "rathaus.foundation.accounts.forms.ChangeEmailForm",
    "change_password": "rathaus.foundation.accounts.forms.ChangePasswordForm",
    "set_password": "rathaus.foundation.accounts.forms.SetPasswordForm",
    "reset_password": "rathaus.foundation.accounts.forms.ForgottenForm",
    "reset_password_from_key": "rathaus.foundation.accounts.forms.NewPasswordForm",
    "reauthenticate": "rathaus.foundation.accounts.forms.ReauthenticateForm",
    "change_email": "rathaus.foundation.accounts.forms.CorrectEmailForm",
    "confirm_email_verification_code": "rathaus.foundation.accounts.forms.EmailCodeForm",
    "confirm_password_reset_code": "rathaus.foundation.accounts.forms.ResetCodeForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = 5
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = 5
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
PROXIES = ALLAUTH_TRUSTED_PROXY_COUNT = env.whole_number("RATHAUS_PROXIES", 0)
CACHES = {"default": {"BACKEND": "rathaus.foundation.accounts.attempts.Attempts"}}
"""Only limits use it: attempts are counted by all processes together."""
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = (
    {"draft_code": "10/m/ip", "status_code": "10/m/ip", "idea": "20/h/ip", "idea_unproven": "5/h/ip"}
    | {"workshop": "60/h/ip", "workshop_unproven": "10/h/ip"}
    | {"wrong_password": "10/m/ip", "door_answer": "60/m/ip"}
    | {"export": "5/d/user", "application": "300/h/ip"}
    | {"upload": "100/h/ip", "upload_signed_in": "300/h/user"}
    | {"mandate_code": "10/m/ip,10/m/user", "counter_code": "5/m/ip", "counter_code_wrong": "20/m/key"}
    if RATE_LIMITS
    else False
)

# --- Second factors and devices --------------------------------------------------------------

MFA_ADAPTER = "rathaus.foundation.accounts.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_TOTP_TOLERANCE = 1
"""Steps of 30 seconds that a clock may be off, in either direction."""
MFA_FORMS = {
    "authenticate": "rathaus.foundation.accounts.factor_forms.CodeForm",
    "reauthenticate": "rathaus.foundation.accounts.factor_forms.CodeAgainForm",
    "login_webauthn": "rathaus.foundation.accounts.factor_forms.PasskeySignInForm",
    "authenticate_webauthn": "rathaus.foundation.accounts.factor_forms.PasskeyStepForm",
    "reauthenticate_webauthn": "rathaus.foundation.accounts.factor_forms.PasskeyAgainForm",
    "activate_totp": "rathaus.foundation.accounts.factor_forms.ActivateAppForm",
    "add_webauthn": "rathaus.foundation.accounts.factor_forms.PasskeyForm",
    "signup_webauthn": "rathaus.foundation.accounts.factor_forms.FirstPasskeyForm",
    "edit_webauthn": "rathaus.foundation.accounts.factor_forms.PasskeyNameForm",
}
MFA_RATE_LIMITS: dict[str, str] | bool = {"webauthn_login": "30/m/ip"} if RATE_LIMITS else False
USERSESSIONS_ADAPTER = "rathaus.foundation.accounts.devices.DeviceAdapter"
STAFF_FACTOR = env.switch("RATHAUS_STAFF_FACTOR", env.text("RATHAUS_MODE") == "production")
"""Whether pages of the administration open only for whoever used a passkey or an app in this session."""

# --- How long somebody stays signed in: docs/security/sessions.md says why ----------------------

SESSION_IDLE_SECONDS = 3600 * env.whole_number("RATHAUS_IDLE_HOURS", 24)
"""Since the last page."""
SESSION_SECONDS = 3600 * env.whole_number("RATHAUS_SESSION_HOURS", 7 * 24)
"""Since she last showed who she is."""
STAFF_IDLE_SECONDS = 3600 * env.whole_number("RATHAUS_STAFF_IDLE_HOURS", 8)
STAFF_SESSION_SECONDS = 3600 * env.whole_number("RATHAUS_STAFF_SESSION_HOURS", 12)
"""The same for the pages of the administration."""

# --- Other doors: whose account a door leads to, its own key decides, never an e-mail address ---

SOCIALACCOUNT_ADAPTER = "rathaus.foundation.accounts.door_adapter.DoorAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = True
SOCIALACCOUNT_EMAIL_REQUIRED = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
OIDC_PROVIDERS: list[dict[str, Any]] = env.taken(lambda: openid.providers(env.text("RATHAUS_OIDC_PROVIDERS")), [])
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"provider_class": "rathaus.integrations.openid.provider.DoorProvider", "APPS": OIDC_PROVIDERS}
}

# --- Doors that speak SAML: BundID, Mein Unternehmenskonto ---

SAML_KEY = env.text_or_file("RATHAUS_SAML_KEY")
SAML_CERTIFICATE = env.text_or_file("RATHAUS_SAML_CERTIFICATE")
BUNDID_SERVICE = env.text("RATHAUS_BUNDID_SERVICE", "BMI-0000")
"""The number under which BundID's operator keeps this online service."""
SAML_METADATA = {
    "bundid": env.text_or_file("RATHAUS_BUNDID_METADATA"),
    "unternehmenskonto": env.text_or_file("RATHAUS_UNTERNEHMENSKONTO_METADATA"),
}
_PRODUCTION = env.text("RATHAUS_MODE") == "production"
SOCIALACCOUNT_PROVIDERS |= env.taken(
    lambda: saml.providers(SAML_METADATA, key=SAML_KEY, certificate=SAML_CERTIFICATE, production=_PRODUCTION),
    SOCIALACCOUNT_PROVIDERS,
)
