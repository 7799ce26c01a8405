"""Hosts that lead nowhere, or back to whoever uses them."""

import ipaddress

NOBODYS = (".example", ".invalid", ".test", ".localhost", ".example.com", ".example.org", ".example.net")
"""RFC 2606."""


def is_nobodys(host: str) -> bool:
    """Whether nobody can ever be reached there."""
    return f".{host.lower().rstrip('.')}".endswith(NOBODYS)


def is_this_machine(host: str) -> bool:
    """Whether a name or IP address means, for whoever hears it, herself."""
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
    return ip.is_loopback or ip.is_unspecified
