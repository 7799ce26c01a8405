"""Hints on devices: the key by which push services know the house, and which of them it may ask."""

import re
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from rathaus.entrances.ops.refusals import SHORTEST_KEY

SERVICE = re.compile(r"(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+")


@register("rathaus", deploy=True)
def hints_have_a_strong_key(**_: Any) -> list[CheckMessage]:
    if len(settings.PUSH_KEY) >= SHORTEST_KEY:
        return []
    return [Error(f"RATHAUS_PUSH_KEY has fewer than {SHORTEST_KEY} characters.", id="rathaus.short_push_key")]


@register("rathaus", deploy=True)
def hints_go_to_push_services(**_: Any) -> list[CheckMessage]:
    if not any(settings.PUSH_SERVICES):
        return [Error("RATHAUS_PUSH_SERVICES names no host: no hint reaches a device.", id="rathaus.push_half")]
    said = "RATHAUS_PUSH_SERVICES holds {!r}, which is no host: no hint goes there."
    hint = "Names of hosts between commas, *.push.example for any below; leave it out for those of the known browsers."
    wrong = [entry for entry in settings.PUSH_SERVICES if not SERVICE.fullmatch(entry)]
    return [Error(said.format(entry), hint=hint, id="rathaus.push_service") for entry in wrong]
