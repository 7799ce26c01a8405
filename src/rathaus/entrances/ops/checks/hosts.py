"""To which names of itself the house answers, and whom it believes where a visitor comes from."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

HOST = re.compile(r"\.?[a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\]")
"""As Django compares them: a name, one with a leading dot for all below it, or an IP address."""
MOST_PROXIES = 5


@register("rathaus", deploy=True)
def host_names_are_ours(**_: Any) -> list[CheckMessage]:
    own, hosts = urlsplit(settings.PUBLIC_ADDRESS).hostname or "", [host.lower() for host in settings.ALLOWED_HOSTS]
    if any("*" in host for host in hosts):
        said = "RATHAUS_HOSTS holds *: links in answers would lead to whatever host a stranger claims."
        return [Error(said, hint=f"Set RATHAUS_HOSTS={own}, or leave it out.", id="rathaus.any_host")]
    return [*_no_hosts(hosts), *_own_host_missing(own, hosts)]


def _no_hosts(hosts: list[str]) -> Iterator[CheckMessage]:
    for host in hosts:
        if not HOST.fullmatch(host):
            said = f"RATHAUS_HOSTS holds {host!r}, which is no host name: nobody is answered by it."
            yield Error(said, hint="Names alone, without https:// and port, between commas.", id="rathaus.no_host")


def _own_host_missing(own: str, hosts: list[str]) -> Iterator[CheckMessage]:
    bare = [host.strip("[]") for host in hosts]
    if not any(own == host or (host.startswith(".") and f".{own}".endswith(host)) for host in bare):
        yield Error(f"RATHAUS_HOSTS lacks {own}, the host of RATHAUS_ADDRESS.", id="rathaus.host_missing")


@register("rathaus", deploy=True)
def the_proxies_are_counted(**_: Any) -> list[CheckMessage]:
    if settings.PROXIES > MOST_PROXIES:
        said = f"RATHAUS_PROXIES is {settings.PROXIES}: with more than there are, nobody can sign in or send anything."
        hint = "Set it to how many reverse proxies a request comes through, as a rule 1."
        return [Error(said, hint=hint, id="rathaus.many_proxies")]
    if not settings.HTTPS or settings.PROXIES:
        return []
    said = "RATHAUS_PROXIES is 0, but RATHAUS_ADDRESS has https: whatever ends TLS stands in front of the house."
    hint = "Set RATHAUS_PROXIES=1 (or how many there are); else all visitors share the limits of one."
    return [Warning(said, hint=hint, id="rathaus.no_proxy")]
