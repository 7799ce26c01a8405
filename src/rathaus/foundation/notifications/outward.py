"""Posting to an address that a visitor's browser named: only to push services we know, and never into our own network.

The name is resolved once and that very address is spoken to, so that it can't turn into another in between; redirects
are not followed (compare CVE-2026-45573).
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

TIMEOUT = 5.0
"""Seconds for each step."""
LONGEST_ENDPOINT = 2000
_READ = 4096
"""Bytes of an answer that are looked at."""
_EMBEDDING = [ipaddress.ip_network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")]
"""IPv6 addresses that lead on to an IPv4 address of anyone's choice."""

Connect = Callable[[SplitResult], http.client.HTTPConnection]


class NotAllowed(Exception):
    """Nobody posts there."""


def is_known(endpoint: str) -> bool:
    """Whether ``endpoint`` is an https address of a push service in ``settings.PUSH_SERVICES``."""
    try:
        _checked(endpoint)
    except NotAllowed:
        return False
    return True


def post(endpoint: str, body: bytes, headers: dict[str, str], *, connect: Connect | None = None) -> int:
    """The status with which ``endpoint`` answers. Raises NotAllowed, OSError or http.client.HTTPException.

    ``connect`` is for tests, which have no push service: it opens the connection instead, unguarded.
    """
    parts = urlsplit(endpoint) if connect else _checked(endpoint)
    connection = (connect or _pinned)(parts)
    try:
        place = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", place or "/", body, headers)
        answer = connection.getresponse()
        answer.read(_READ)
        return answer.status
    finally:
        connection.close()


def is_public(address: str) -> bool:
    """Whether an IP address is one of the internet's, not one of a private network, a link, or this machine."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return is_public(str(ip.ipv4_mapped))
        if any(ip in net for net in _EMBEDDING):
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _checked(endpoint: str) -> SplitResult:
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError as error:
        raise NotAllowed from error
    clean = len(endpoint) <= LONGEST_ENDPOINT and endpoint.isascii() and endpoint.isprintable() and " " not in endpoint
    plain = parts.scheme == "https" and port in (None, 443) and parts.username is None and not parts.fragment
    if not (clean and plain and _is_listed(parts.hostname or "")):
        raise NotAllowed
    return parts


def _is_listed(host: str) -> bool:
    """``*.push.example`` stands for every host below ``push.example``, any other entry for itself."""
    return any(
        host.endswith(entry[1:]) if entry.startswith("*.") else host == entry for entry in settings.PUSH_SERVICES
    )


def _pinned(parts: SplitResult) -> http.client.HTTPConnection:
    host = parts.hostname or ""
    found = [str(answer[4][0]) for answer in socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)]
    # One address of our own among them is one too many: such a name was made to get in.
    if not found or not all(is_public(address) for address in found):
        raise NotAllowed
    return _Pinned(host, found[0])


class _Pinned(http.client.HTTPSConnection):
    """Speaks to one address, and asks it for the certificate of the name."""

    def __init__(self, host: str, address: str) -> None:
        self._trust = ssl.create_default_context()
        super().__init__(host, 443, timeout=TIMEOUT, context=self._trust)
        self._address = address

    def connect(self) -> None:
        line = socket.create_connection((self._address, 443), TIMEOUT)
        self.sock = self._trust.wrap_socket(line, server_hostname=self.host)
