"""What every page's frame needs to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from rathaus.foundation.design.city import city


def frame(request: HttpRequest) -> dict[str, Any]:
    """``city`` (the city's file), ``demo`` (show the banner), ``languages`` (code, own name)."""
    return {"city": city(), "demo": not settings.PRODUCTION, "languages": [("de", "Deutsch"), ("en", "English")]}
