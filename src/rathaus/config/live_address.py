"""Where boards hear of changes, read from ``RATHAUS_LIVE_ADDRESS``. It stands in every page's security policy."""

import re
from urllib.parse import SplitResult

from rathaus.config import env

EXAMPLE = "https://rathaus.example:8001, or /"
HOST = re.compile(r"[a-z0-9.-]+|[0-9a-f:.]+")
"""A name or an IP address, as ``hostname`` gives it; nothing that could end a directive."""


def origin(house: SplitResult) -> str:
    """Scheme, host and port; empty where a reverse proxy joins both processes under one address, that of ``house``."""
    next_door = f"http://{_host(house)}:{env.whole_number('PORT', 8000) + 1}"
    default = "/" if house.scheme == "https" else next_door
    if env.text("RATHAUS_LIVE_ADDRESS", default) == "/":
        return ""
    parts = env.address("RATHAUS_LIVE_ADDRESS", "http", "https", example=EXAMPLE, default=default)
    if parts and not _is_origin(parts):
        env.complain(f"RATHAUS_LIVE_ADDRESS may have a host and a port, and nothing else: {EXAMPLE}")
    return f"{parts.scheme}://{parts.netloc}" if parts and _is_origin(parts) else ""


def _is_origin(parts: SplitResult) -> bool:
    more = parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc
    return not more and bool(HOST.fullmatch(parts.hostname or ""))


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    return f"[{host}]" if ":" in host else host
