"""What the city says of itself: ``content/cities/<city>/city.toml``."""

import tomllib
from functools import cache
from typing import Any

from django.conf import settings


@cache
def city() -> dict[str, Any]:
    """The city's file as it stands: name, telephone, address, switches."""
    with (settings.CONTENT_DIR / "cities" / settings.CITY / "city.toml").open("rb") as file:
        return tomllib.load(file)
