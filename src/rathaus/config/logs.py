"""What is logged, and how a line looks: see ``rathaus.lib.log_lines``."""

from typing import Any

LEVELS = ("WARNING", "DEBUG", "INFO", "ERROR", "CRITICAL")
"""The default first."""
_FORMATS = {"json": "JsonLines", "text": "TextLines"}


def logging_settings(level: str, form: str, *, production: bool) -> dict[str, Any]:
    """For Django's LOGGING: everything goes to standard error, in one form."""
    lines = _FORMATS[form] if production or form == "json" else "CandidLines"
    # Django's own handlers would mail errors, with all values, to ADMINS.
    plain = {"handlers": [], "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": f"rathaus.lib.log_lines.{lines}"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": plain | {"level": level},
            "django.server": plain,
            # These would tell every statement with its values.
            "django.db.backends": {"level": "WARNING"},
            # The web server's own lines; whom it serves and what, it does not log.
            "_granian": plain,
        },
    }
