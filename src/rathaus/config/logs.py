"""What is logged, and how a line looks: see ``rathaus.lib.log_lines``."""

from typing import Any

LEVELS = ("WARNING", "DEBUG", "INFO", "ERROR", "CRITICAL")
"""The default first."""
SENT_WRONGLY = ("DisallowedHost", "TooManyFieldsSent", "TooManyFilesSent", "RequestDataTooBig")
"""What Django calls a request that it refuses as it came: a name that is not ours, too many fields."""
_FORMATS = {"json": "JsonLines", "text": "TextLines"}


def logging_settings(level: str, form: str, *, production: bool) -> dict[str, Any]:
    """For Django's LOGGING: everything goes to standard error, in one form."""
    lines = _FORMATS[form] if production or form == "json" else "CandidLines"
    # Django's own handlers would mail errors, with all values, to ADMINS.
    plain = {"handlers": [], "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"sent_wrongly": {"()": "rathaus.lib.log_lines.SentWrongly"}},
        "formatters": {"lines": {"()": f"rathaus.lib.log_lines.{lines}"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": plain | {"level": level},
            "django.server": plain,
            **{f"django.security.{kind}": {"filters": ["sent_wrongly"]} for kind in SENT_WRONGLY},
            # These would tell every statement with its values.
            "django.db.backends": {"level": "WARNING"},
            # The web server's own lines; whom it serves and what, it does not log.
            "_granian": plain,
        },
    }
