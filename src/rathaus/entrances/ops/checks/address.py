"""Under which address people find the house."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register


@register("rathaus", deploy=True)
def the_house_is_in_earnest(**_: Any) -> list[CheckMessage]:
    if settings.PRODUCTION:
        return []
    said = "RATHAUS_MODE is demo: anyone signs in as anyone."
    return [Error(said, hint="Set RATHAUS_MODE=production.", id="rathaus.demo")]


@register("rathaus", deploy=True)
def pages_come_by_https(**_: Any) -> list[CheckMessage]:
    if settings.HTTPS:
        return []
    said = (
        f"RATHAUS_ADDRESS is {settings.PUBLIC_ADDRESS}, without https: passwords and answers can be read on their way."
    )
    hint = "Let a reverse proxy end TLS, and set RATHAUS_ADDRESS=https://…; cookies and browsers then insist on it."
    return [Error(said, hint=hint, id="rathaus.no_https")]


@register("rathaus", deploy=True)
def host_names_are_ours(**_: Any) -> list[CheckMessage]:
    own = urlsplit(settings.PUBLIC_ADDRESS).hostname or ""
    if any("*" in host for host in settings.ALLOWED_HOSTS):
        said = "RATHAUS_HOSTS holds *: links in answers would lead to whatever host a stranger claims."
        return [Error(said, hint=f"Set RATHAUS_HOSTS={own}, or leave it out.", id="rathaus.any_host")]
    if any(own == host or (host.startswith(".") and own.endswith(host)) for host in settings.ALLOWED_HOSTS):
        return []
    return [Error(f"RATHAUS_HOSTS lacks {own}, the host of RATHAUS_ADDRESS.", id="rathaus.host_missing")]


@register("rathaus", deploy=True)
def the_proxy_is_counted(**_: Any) -> list[CheckMessage]:
    if not settings.HTTPS or settings.PROXIES:
        return []
    said = "RATHAUS_PROXIES is 0, but RATHAUS_ADDRESS has https: whatever ends TLS stands in front of the house."
    hint = "Set RATHAUS_PROXIES=1 (or how many there are); else all visitors share the limits of one."
    return [Warning(said, hint=hint, id="rathaus.no_proxy")]
