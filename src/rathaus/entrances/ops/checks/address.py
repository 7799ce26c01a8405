"""Under which address people find the house."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from rathaus.lib.hosts import is_this_machine


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
def the_address_is_one_for_people(**_: Any) -> list[CheckMessage]:
    hint = "RATHAUS_ADDRESS=https://<the name that people type>"
    return [Error(said, hint=hint, id="rathaus.address") for said in _wrong_with_the_address()]


def _wrong_with_the_address() -> Iterator[str]:
    parts = urlsplit(settings.PUBLIC_ADDRESS)
    if "@" in parts.netloc:
        yield "RATHAUS_ADDRESS holds a user: it would stand in every mail and document."
    if parts.path or parts.query or parts.fragment:
        yield "RATHAUS_ADDRESS has something behind the host: the house stands at the top of its host, or links break."
    if is_this_machine(parts.hostname or ""):
        yield f"RATHAUS_ADDRESS leads to {parts.hostname}, where each visitor finds her own machine."


@register("rathaus", deploy=True)
def boards_can_ask(**_: Any) -> list[CheckMessage]:
    if not settings.HTTPS or not settings.LIVE_ADDRESS.startswith("http://"):
        return []
    said = "RATHAUS_LIVE_ADDRESS has no https, but RATHAUS_ADDRESS has: browsers do not let boards ask there."
    hint = "Set RATHAUS_LIVE_ADDRESS=/ and let the reverse proxy lead /raum/<code>/live/ there, or leave it out."
    return [Error(said, hint=hint, id="rathaus.live_without_https")]
