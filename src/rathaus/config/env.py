"""Reads settings from the environment; names the setting in every complaint."""

import contextlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """The value of ``name``, or ``default`` where it is unset or empty."""
    return os.environ.get(name) or default


def text_or_file(name: str) -> str:
    """The value of ``name``, or what stands in the file that ``<name>_FILE`` names, without outer space."""
    if path := text(f"{name}_FILE"):
        try:
            return Path(path).read_text().strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE can't be read: {error.strerror}") from error
    return text(name)


def one_of(name: str, *choices: str) -> str:
    """One of ``choices``, the first being the default; raises ImproperlyConfigured otherwise."""
    value = text(name, choices[0])
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}, but must be one of: {', '.join(choices)}")
    return value


def whole_number(name: str, default: int) -> int:
    """A whole number; raises ImproperlyConfigured if it is none."""
    value = text(name, str(default))
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name} is {value!r}, but must be a whole number")
    return int(value)


def switch(name: str, default: bool) -> bool:
    """``on`` or ``off``."""
    return one_of(name, *(("on", "off") if default else ("off", "on"))) == "on"


def _random() -> str:
    return secrets.token_hex(32)


def kept_secret(name: str, file: Path, *, production: bool, make: Callable[[], str] = _random) -> str:
    """A secret from the environment, or from the file that ``<name>_FILE`` names; outside production made once and kept
    in ``file`` (mode 600)."""
    if value := text_or_file(name):
        return value
    if production:
        raise ImproperlyConfigured(f"{name} must be set when RATHAUS_MODE=production")
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f"{file.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as handle:
            handle.write(make())
            handle.flush()
            os.fsync(handle.fileno())
        # link fails if the file exists: two processes starting at once agree on one secret.
        with contextlib.suppress(FileExistsError):
            os.link(draft, file)
        draft.unlink()
    return file.read_text()
