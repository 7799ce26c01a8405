"""All settings; every value from outside comes through ``env`` and is listed in ``.env.example``."""

from email.utils import parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.contrib.messages import constants as messages
from django.utils.translation import gettext_lazy as _

from rathaus.config import city, databases, env, file_store, live_address, logs, openid, sqlite
from rathaus.config.sign_in import *  # noqa: F403  (Django takes every name in capitals)

PACKAGE = Path(__file__).resolve().parent.parent
ROOT = PACKAGE.parent.parent

# --- How this house is run -------------------------------------------------------------------

MODE = env.one_of("RATHAUS_MODE", "demo", "production")
# A mode that is neither is refused below; until then it must not make keys, as the demo does.
PRODUCTION = env.text("RATHAUS_MODE", "demo") != "demo"
DATA_DIR = Path(env.text("DATA_DIR", str(ROOT / "var"))).resolve()
CONTENT_DIR, CITY = city.folders(ROOT / "content", "duisburg")
_HOME = f"http://localhost:{env.whole_number('PORT', 8000)}"
_PARTS = env.address("RATHAUS_ADDRESS", "http", "https", example="https://rathaus.example", default=_HOME) or urlsplit(
    _HOME
)
PUBLIC_ADDRESS = env.text("RATHAUS_ADDRESS", _HOME).rstrip("/")
LIVE_ADDRESS = live_address.origin(_PARTS)

DEBUG = False
SECRET_KEY = env.kept_secret("RATHAUS_SECRET_KEY", DATA_DIR / "keys" / "secret", production=PRODUCTION)
VAULT_KEY = env.kept_secret("RATHAUS_VAULT_KEY", DATA_DIR / "keys" / "vault", production=PRODUCTION)
BACKUP_KEY = env.text_or_file("RATHAUS_BACKUP_KEY")
VAULT_OLD_KEYS = env.text_or_file("RATHAUS_VAULT_OLD_KEYS").split()
ALLOWED_HOSTS = env.listed("RATHAUS_HOSTS", "*" if not PRODUCTION else _PARTS.hostname or "")

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
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "rathaus.foundation.design.content_policy.ContentPolicyMiddleware",
    "rathaus.foundation.design.statics.StaticFiles",
    "rathaus.entrances.ops.requests.RequestMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "rathaus.foundation.design.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "rathaus.entrances.website.typed_again.TypedAgainMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "rathaus.foundation.accounts.sessions.SessionLimitMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "rathaus.foundation.accounts.audience.AudienceMiddleware",
    "rathaus.foundation.accounts.limits.RetryAfterMiddleware",
    "rathaus.foundation.representation.middleware.RepresentationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "rathaus.portal.applications.request_limit.RequestLimitMiddleware",
    "rathaus.foundation.documents.outage.OutageMiddleware",
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
                "rathaus.entrances.desk.navigation.desk",
                "rathaus.entrances.my.frame.news",
                "rathaus.entrances.my.frame.work",
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

if problem := sqlite.complaint():
    env.complain(problem)
DATABASES = {"default": databases.database(DATA_DIR / "rathaus.sqlite3")}

# --- Background work: tasks commit with the data they belong to --------------------------------

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- Language and time -----------------------------------------------------------------------

LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("Deutsch")), ("en", _("Englisch"))]
LANGUAGE_COOKIE_NAME = "__Host-sprache" if PUBLIC_ADDRESS.startswith("https://") else "sprache"
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_TZ = True

# --- Files and mail --------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "rathaus.foundation.design.statics.HashedFiles"},
    "files": env.taken(file_store.storage, file_store.ON_DISK),
}
WHITENOISE_USE_FINDERS = False
FILES_DIR = DATA_DIR / "files"
"""Where files lie unless RATHAUS_FILES names a bucket."""
UPLOAD_LIMIT = 10 * 1024 * 1024
"""Bytes per uploaded file, unless the question sets a lower one."""
REQUEST_LIMIT = 60 * 1024 * 1024
"""Bytes of a whole request, files included; what is larger is refused unread."""
DATA_UPLOAD_MAX_MEMORY_SIZE = 15 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_TEMP_DIR = None
CLAMD_URL = env.text("CLAMD_URL")
"""Where clamd listens; without it no file is scanned."""
CLAMD_SIGNATURE_DAYS = env.whole_number("CLAMD_SIGNATURE_DAYS", 7)
"""With older signatures it is taken for away; 0: however old."""

DEFAULT_FROM_EMAIL = env.text("RATHAUS_MAIL_FROM", "Rathaus Duisburg <nicht-antworten@rathaus.example>")
if _mail := env.address("SMTP_URL", "smtp", "smtp+tls", example="smtp+tls://user:password@mail.example:587"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _mail.hostname, _mail.port or 25
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
    EMAIL_USE_TLS = _mail.scheme == "smtp+tls"
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"

IMAP_URL = env.text("IMAP_URL")
_EXAMPLE = "imaps://user:password@mail.example:993/INBOX"
env.address("IMAP_URL", "imaps", "imap+tls", "imap", example=_EXAMPLE, needs="hostname username password")
IMAP_INTERVAL = env.whole_number("IMAP_INTERVAL", 60)

# --- Hints on devices (Web Push) ---------------------------------------------------------------

PUSH_KEY = env.text_or_file("RATHAUS_PUSH_KEY") or SECRET_KEY
"""By this key push services know the house; with another one, all devices have to allow hints anew."""
PUSH_CONTACT = parseaddr(DEFAULT_FROM_EMAIL)[1]
PUSH_SERVICES = env.listed(
    "RATHAUS_PUSH_SERVICES",
    "fcm.googleapis.com,*.push.services.mozilla.com,*.notify.windows.com,web.push.apple.com,*.push.apple.com",
)

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
SESSION_ENGINE = "rathaus.foundation.accounts.session_store"
SESSION_COOKIE_NAME = "__Host-sitzung" if HTTPS else "sitzung"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "rathaus.entrances.website.errors.csrf_failure"
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]
MESSAGE_STORAGE = "rathaus.foundation.accounts.told.Told"
MESSAGE_COOKIE_NAME = "__Host-hinweis" if HTTPS else "hinweis"
MESSAGE_TAGS = {messages.ERROR: "danger"}

# --- Watching it run --------------------------------------------------------------------------

LOGGING = logs.logging_settings(
    env.one_of("RATHAUS_LOG", *logs.LEVELS),
    env.one_of("RATHAUS_LOG_FORMAT", *(("json", "text") if PRODUCTION else ("text", "json"))),
    production=PRODUCTION,
)
METRICS_TOKEN = env.text_or_file("RATHAUS_METRICS_TOKEN")
"""Whoever names it may read ``/metrics``; without one nobody may."""
TRACES = env.address("OTEL_EXPORTER_OTLP_ENDPOINT", "http", "https", example="http://localhost:4318")
"""Where spans go; the exporter reads it, and all other OTEL_ variables, by itself."""

SECRET_FILES = env.FILES
UNKNOWN_SETTINGS = env.unknown()
SILENCED_SYSTEM_CHECKS = [
    # Of these, our own checks speak in one sentence: the address has no https.
    *("security.W004", "security.W008", "security.W012", "security.W016"),
    # Whether browsers know the domain by heart is for its owner to say: it holds for all that lies below it.
    "security.W021",
]

env.refuse()
