"""What every page's frame needs to know."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from rathaus.foundation.design.city import city
from rathaus.foundation.design.kept import KIND

LANGUAGES = [("de", "Deutsch"), ("en", "English")]


def frame(request: HttpRequest) -> dict[str, Any]:
    """For every page: ``facts``, and the ``kind`` of visitor that it is made for, where it is made for a kind."""
    return facts() | {"kind": request.META.get(KIND, "")}


def facts() -> dict[str, Any]:
    """The same for everybody: ``city`` (its file), ``demo`` (show the banner), ``languages`` (code, own name)."""
    return {"city": city(), "demo": not settings.PRODUCTION, "languages": LANGUAGES}
