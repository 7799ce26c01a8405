"""For how long somebody stays signed in: long enough to do something, and not for ever."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

HOUR, DAY = 3600, 24 * 3600
LONGEST = {
    "RATHAUS_IDLE_HOURS": ("SESSION_IDLE_SECONDS", 7 * DAY),
    "RATHAUS_SESSION_HOURS": ("SESSION_SECONDS", 31 * DAY),
    "RATHAUS_STAFF_IDLE_HOURS": ("STAFF_IDLE_SECONDS", DAY),
    "RATHAUS_STAFF_SESSION_HOURS": ("STAFF_SESSION_SECONDS", DAY),
}
"""The setting, where its seconds stand, and how many are still wise (docs/security/sessions.md)."""


@register("rathaus", deploy=True)
def sessions_have_an_end(**_: Any) -> list[CheckMessage]:
    return [found for name, (place, longest) in LONGEST.items() for found in _found(name, place, longest)]


def _found(name: str, place: str, longest: int) -> list[CheckMessage]:
    seconds = getattr(settings, place)
    if not seconds:
        said = f"{name} is 0: whoever signs in is signed out with the next page."
        return [Error(said, hint="Leave it out, or give whole hours.", id="rathaus.no_session")]
    if seconds <= longest:
        return []
    said = f"{name} is {seconds // HOUR}: whoever finds a machine that was left open is still signed in."
    hint = f"Leave it out, or give at most {longest // HOUR}; docs/security/sessions.md says why."
    return [Warning(said, hint=hint, id="rathaus.long_session")]
