"""What keeps guessers and robots away."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register("rathaus", deploy=True)
def limits_hold(**_: Any) -> list[CheckMessage]:
    if settings.RATE_LIMITS:
        return []
    said = "RATHAUS_RATE_LIMITS is off: passwords and codes can be guessed without end."
    return [Error(said, hint="Leave it out; it is meant for load tests only.", id="rathaus.no_limits")]


@register("rathaus", deploy=True)
def staff_has_a_second_factor(**_: Any) -> list[CheckMessage]:
    if settings.STAFF_FACTOR:
        return []
    said = "RATHAUS_STAFF_FACTOR is off: a password alone opens the pages of the administration."
    return [Error(said, hint="Leave it out, or set it to on.", id="rathaus.no_staff_factor")]
