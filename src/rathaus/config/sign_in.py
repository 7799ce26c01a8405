"""The settings of signing in: accounts, second factors, other doors. A part of ``settings``, which takes all of it."""

from rathaus.config import env

RATE_LIMITS = env.switch("RATHAUS_RATE_LIMITS", True)

# --- Accounts --------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
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
    "confirm_email_verification_code": "rathaus.foundation.accounts.forms.EmailCodeForm",
    "confirm_password_reset_code": "rathaus.foundation.accounts.forms.ResetCodeForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ALLAUTH_TRUSTED_PROXY_COUNT = env.whole_number("RATHAUS_PROXIES", 0)
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = (
    {"draft_code": "10/m/ip", "status_code": "10/m/ip", "idea": "20/h/ip", "idea_unproven": "5/h/ip"}
    | {"workshop": "60/h/ip", "workshop_unproven": "10/h/ip"}
    if RATE_LIMITS
    else False
)
