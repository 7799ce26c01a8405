"""What the city says of itself, where a mistake harms: ``city.toml``."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from rathaus.foundation.design.city import city
from rathaus.lib.hosts import is_nobodys


@register("rathaus", deploy=True)
def whoever_finds_a_hole_reaches_somebody(**_: Any) -> list[CheckMessage]:
    place = settings.CONTENT_DIR / "cities" / settings.CITY / "city.toml"
    try:
        told = city().get("security", {})
    except (OSError, ValueError) as error:
        return [Error(f"{place} can't be read: {error}", hint="See RATHAUS_CITY.", id="rathaus.city")]
    hint = f"Give the city's own in {place}, or leave [security] out: then there is no security.txt."
    said = "/.well-known/security.txt names {}, which belongs to nobody: whoever finds a hole here tells no one."
    return [
        Warning(said.format(address), hint=hint, id="rathaus.security_contact")
        for address in _addresses(told)
        if is_nobodys(_host(address))
    ]


def _addresses(told: dict[str, Any]) -> Iterator[str]:
    yield from told.get("contact", [])
    yield from filter(None, [told.get("policy")])


def _host(address: str) -> str:
    parts = urlsplit(address)
    return parts.hostname or parts.path.rpartition("@")[2]
