"""Reads settings from the environment. Whatever is wrong is named, each in a sentence with its setting, and all
together: ``refuse`` raises what was collected. No sentence repeats a value that may be secret."""

import contextlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")

KNOWN = {"RATHAUS_LISTEN"}
"""The names asked for so far, and the one that only ``make run`` asks for."""
FILES: dict[str, Path] = {}
"""The files that hold a setting, by its name."""
_complaints: list[str] = []


def complain(sentence: str) -> None:
    """Something is wrong; ``refuse`` will say so."""
    _complaints.append(sentence)


def refuse() -> None:
    """Raises ImproperlyConfigured if there was a complaint since the last time, with one sentence a line."""
    if _complaints:
        sentences = "\n".join(dict.fromkeys(_complaints))
        _complaints.clear()
        raise ImproperlyConfigured(sentences)


def taken(read: Callable[[], T], instead: T) -> T:
    """What ``read`` gives; where it raises ImproperlyConfigured, its sentence is a complaint."""
    try:
        return read()
    except ImproperlyConfigured as error:
        complain(str(error))
        return instead


def unknown() -> list[str]:
    """Names in the environment that look like ours and were not asked for."""
    return sorted(name for name in os.environ.keys() - KNOWN if name.startswith("RATHAUS_"))


def text(name: str, default: str = "") -> str:
    """The value of ``name``, or ``default`` where it is unset or empty."""
    KNOWN.add(name)
    return os.environ.get(name) or default


def text_or_file(name: str) -> str:
    """The value of ``name``, or what stands in the file that ``<name>_FILE`` names, without outer space."""
    value, path = text(name), text(f"{name}_FILE")
    if not path:
        return value
    if value:
        complain(f"{name} and {name}_FILE are both set, but only one of them can count")
    FILES[name] = Path(path)
    try:
        found = Path(path).read_text().strip()
    except OSError as error:
        complain(f"{name}_FILE can't be read: {error.strerror}")
        return ""
    except ValueError:
        complain(f"{name}_FILE can't be read: it holds no text")
        return ""
    if not found:
        complain(f"{name}_FILE names an empty file")
    return found


def listed(name: str, default: str) -> list[str]:
    """What stands between commas, without outer space."""
    return [entry for part in text(name, default).split(",") if (entry := part.strip())]


def one_of(name: str, *choices: str) -> str:
    """One of ``choices``, the first being the default."""
    value = text(name, choices[0])
    if value not in choices:
        complain(f"{name} is {value!r}, but must be one of: {', '.join(choices)}")
        return choices[0]
    return value


def whole_number(name: str, default: int) -> int:
    """A whole number from 0 to a billion."""
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        complain(f"{name} is {value!r}, but must be a whole number")
        return default
    return int(value)


def switch(name: str, default: bool) -> bool:
    """``on`` or ``off``."""
    return one_of(name, *(("on", "off") if default else ("off", "on"))) == "on"


def address(name: str, *schemes: str, example: str, default: str = "", needs: str = "hostname") -> SplitResult | None:
    """An address with one of ``schemes``, taken apart; None where there is none, or none that can be read.

    ``needs`` names the parts it must have.
    """
    value = text(name, default)
    if not value:
        return None
    try:
        parts = urlsplit(value)
        readable = parts.scheme in schemes and (parts.port is None or parts.port > 0)
    except ValueError:
        readable = False
    if not readable or not all(getattr(parts, part) for part in needs.split()) or any(map(str.isspace, value)):
        complain(f"{name} must look like {example} (special signs in a password are written as %40, %2F …)")
        return None
    return parts


def _random() -> str:
    return secrets.token_hex(32)


def kept_secret(name: str, file: Path, *, production: bool, make: Callable[[], str] = _random) -> str:
    """A secret from the environment, or from the file that ``<name>_FILE`` names; outside production made once and kept
    in ``file`` (mode 600)."""
    if value := text_or_file(name):
        return value
    if production:
        if not text(f"{name}_FILE"):
            complain(f"{name} must be set when RATHAUS_MODE=production")
        return ""
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
