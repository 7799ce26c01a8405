"""All settings; every value from outside comes through ``env`` and is listed in ``.env.example``."""

from email.utils import parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.contrib.messages import constants as messages
from django.utils.translation import gettext_lazy as _

from rathaus.config import env, openid
from rathaus.config.sign_in import *  # noqa: F403  (Django takes every name in capitals)

PACKAGE = Path(__file__).resolve().parent.parent
ROOT = PACKAGE.parent.parent

# --- How this house is run -------------------------------------------------------------------

MODE = env.one_of("RATHAUS_MODE", "demo", "production")
PRODUCTION = MODE == "production"
DATA_DIR = Path(env.text("DATA_DIR", str(ROOT / "var"))).resolve()
CONTENT_DIR = Path(env.text("RATHAUS_CONTENT", str(ROOT / "content"))).resolve()
CITY = env.text("RATHAUS_CITY", "duisburg")
PUBLIC_ADDRESS = env.text("RATHAUS_ADDRESS", f"http://localhost:{env.whole_number('PORT', 8000)}").rstrip("/")


def _live_address() -> str:
    """Where boards hear of changes; empty where a reverse proxy joins both processes under one address."""
    parts = urlsplit(PUBLIC_ADDRESS)
    next_door = f"{parts.scheme}://{parts.hostname}:{env.whole_number('PORT', 8000) + 1}"
    return env.text("RATHAUS_LIVE_ADDRESS", "/" if parts.scheme == "https" else next_door).rstrip("/")


LIVE_ADDRESS = _live_address()

DEBUG = False
SECRET_KEY = env.kept_secret("RATHAUS_SECRET_KEY", DATA_DIR / "keys" / "secret", production=PRODUCTION)
VAULT_KEY = env.kept_secret("RATHAUS_VAULT_KEY", DATA_DIR / "keys" / "vault", production=PRODUCTION)
VAULT_OLD_KEYS = env.text_or_file("RATHAUS_VAULT_OLD_KEYS").split()
ALLOWED_HOSTS = env.text("RATHAUS_HOSTS", "*" if not PRODUCTION else urlsplit(PUBLIC_ADDRESS).hostname or "").split(",")

# --- The floors, from the ground up ----------------------------------------------------------

INSTALLED_APPS = [
    "rathaus.foundation.design",
    "rathaus.foundation.vault",
    "rathaus.foundation.audit",
    "rathaus.foundation.accounts",
    "rathaus.foundation.offices",
    "rathaus.foundation.documents",
    "rathaus.foundation.representation",
    "rathaus.foundation.inbox",
    "rathaus.foundation.payments",
    "rathaus.foundation.notifications",
    "rathaus.portal.catalogue",
    "rathaus.portal.applications",
    "rathaus.portal.cases",
    "rathaus.participation.ideas",
    "rathaus.participation.workshops",
    "rathaus.participation.rooms",
    "rathaus.participation.committee",
    "rathaus.participation.projects",
    "rathaus.entrances.website",
    "rathaus.entrances.my",
    "rathaus.entrances.desk",
    "rathaus.entrances.api",
    "rathaus.entrances.ops",
    "rathaus.entrances.participation",
    "rathaus.integrations.email_intake",
    "rathaus.integrations.openid",
    "rathaus.integrations.relying_parties",
    "rathaus.integrations.saml",
    *([] if PRODUCTION else ["rathaus.integrations.demo"]),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.idp.oidc",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "rathaus.foundation.design.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "rathaus.foundation.accounts.audience.AudienceMiddleware",
    "rathaus.foundation.representation.middleware.RepresentationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "rathaus.portal.applications.request_limit.RequestLimitMiddleware",
]

ROOT_URLCONF = "rathaus.config.urls"
WSGI_APPLICATION = "rathaus.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "rathaus.foundation.design.frame.frame",
                "rathaus.foundation.representation.bar.bar",
                "rathaus.portal.applications.bar.bar",
                "rathaus.participation.ideas.team.team",
                "rathaus.entrances.my.frame.news",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "rathaus.foundation.design.templatetags.design",
                "rathaus.foundation.design.templatetags.deadlines",
            ],
        },
    }
]

FORM_RENDERER = "rathaus.foundation.design.form_look.KernRenderer"

# --- Database --------------------------------------------------------------------------------


def _sqlite(file: Path) -> dict:
    file.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        # Opening costs a millisecond, and closing the last connection a checkpoint: threads keep theirs.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # What is deleted is overwritten: a wrapped key must not stay behind in a free page.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; "
            "PRAGMA cache_size=-16000;",
        },
    }


def _postgresql(url: str) -> dict:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 16, "timeout": 10}},
    }


DATABASE_URL = env.text("DATABASE_URL")
DATABASES = {"default": _postgresql(DATABASE_URL) if DATABASE_URL else _sqlite(DATA_DIR / "rathaus.sqlite3")}

# --- Background work: tasks commit with the data they belong to --------------------------------

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Language and time -----------------------------------------------------------------------

LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("Deutsch")), ("en", _("Englisch"))]
LANGUAGE_COOKIE_NAME = "sprache"
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_TZ = True

# --- Files and mail --------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "rathaus.foundation.design.statics.HashedFiles"},
}
WHITENOISE_USE_FINDERS = False
FILES_DIR = DATA_DIR / "files"
UPLOAD_LIMIT = 10 * 1024 * 1024
"""Bytes per uploaded file, unless the question sets a lower one."""
REQUEST_LIMIT = 60 * 1024 * 1024
"""Bytes of a whole request, files included; what is larger is refused unread."""
DATA_UPLOAD_MAX_MEMORY_SIZE = 15 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_TEMP_DIR = None

DEFAULT_FROM_EMAIL = env.text("RATHAUS_MAIL_FROM", "Rathaus Duisburg <nicht-antworten@rathaus.example>")
if smtp := env.text("SMTP_URL"):
    _mail = urlsplit(smtp)
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _mail.hostname or "localhost", _mail.port or 25
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
    EMAIL_USE_TLS = _mail.scheme == "smtp+tls"
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"

IMAP_URL = env.text("IMAP_URL")
IMAP_INTERVAL = env.whole_number("IMAP_INTERVAL", 60)

# --- Hints on devices (Web Push) ---------------------------------------------------------------

PUSH_KEY = env.text_or_file("RATHAUS_PUSH_KEY") or SECRET_KEY
"""By this key push services know the house; with another one, all devices have to allow hints anew."""
PUSH_CONTACT = parseaddr(DEFAULT_FROM_EMAIL)[1]
PUSH_SERVICES = env.text(
    "RATHAUS_PUSH_SERVICES",
    "fcm.googleapis.com,*.push.services.mozilla.com,*.notify.windows.com,web.push.apple.com,*.push.apple.com",
).split(",")

# --- Other services of the city sign people in with this account -------------------------------

IDP_OIDC_ADAPTER = "rathaus.integrations.relying_parties.adapter.ProviderAdapter"
IDP_OIDC_PRIVATE_KEY = (
    env.text_or_file("RATHAUS_OIDC_KEY")
    if PRODUCTION
    else env.kept_secret("RATHAUS_OIDC_KEY", DATA_DIR / "keys" / "oidc.pem", production=False, make=openid.new_key)
)
"""In PEM; without it no other service can sign anybody in."""
IDP_OIDC_AUTH_METHODS = ["client_secret_basic", "client_secret_post"]
IDP_OIDC_ACCESS_TOKEN_EXPIRES_IN = 15 * 60
IDP_OIDC_REFRESH_TOKEN_EXPIRES_IN = 30 * 24 * 3600

# --- Safety of pages -------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF, *([LIVE_ADDRESS] if LIVE_ADDRESS else [])],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
HTTPS = PUBLIC_ADDRESS.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SESSION_COOKIE_NAME = "__Host-sitzung" if HTTPS else "sitzung"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "rathaus.entrances.website.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
MESSAGE_TAGS = {messages.ERROR: "danger"}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.text("RATHAUS_LOG", "WARNING")},
}
