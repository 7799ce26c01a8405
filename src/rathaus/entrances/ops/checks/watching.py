"""Whether the house can be watched, and whether all that was set is understood."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from rathaus.entrances.ops.refusals import SHORTEST_KEY


@register("rathaus", deploy=True)
def metrics_are_for_few(**_: Any) -> list[CheckMessage]:
    if not settings.METRICS_TOKEN or len(settings.METRICS_TOKEN) >= SHORTEST_KEY:
        return []
    said = f"RATHAUS_METRICS_TOKEN has fewer than {SHORTEST_KEY} characters."
    return [Error(said, hint="Make it with openssl rand -hex 32.", id="rathaus.short_token")]


@register("rathaus", deploy=True)
def every_setting_is_known(**_: Any) -> list[CheckMessage]:
    said = "{} is set, but there is no such setting."
    hint = "Is it mistyped? docs/operations/README.md lists them all."
    return [Warning(said.format(name), hint=hint, id="rathaus.unknown") for name in settings.UNKNOWN_SETTINGS]
