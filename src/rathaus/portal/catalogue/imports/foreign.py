"""Small readings of foreign values: a list, a safe address, a slug."""

import re
from typing import Any
from urllib.parse import urlsplit

from rathaus.lib.text import fold

LONGEST_ADDRESS = 500


def list_of(value: Any) -> Any:
    """A list; nothing (null, false) is an empty one."""
    return value or []


def first_key(value: Any) -> Any:
    """The first of several LeiKa keys separated by commas; nothing is an empty text."""
    return value.split(",")[0].strip() if isinstance(value, str) else value or ""


def web_address(text: str) -> str:
    """``text`` if it is an http address of sane length, else nothing."""
    address = text.strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    good = parts.scheme in ("http", "https") and parts.netloc and len(address) <= LONGEST_ADDRESS
    return address if good else ""


def slug_of(town: str, name: str, number: str) -> str:
    """``muenchen-gewerbe-anmeldung-1064305``: readable, unique by its number."""
    return f"{_hyphened(town)[:30]}-{_hyphened(name)[:60].strip('-')}-{number}"


def _hyphened(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
