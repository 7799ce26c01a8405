"""What the frame of every page says while a clerk serves somebody at the counter."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from rathaus.portal.applications.visitor import at_counter


def bar(request: HttpRequest) -> dict[str, Any]:
    """``at_counter``: whether she does."""
    return {"at_counter": settings.SESSION_COOKIE_NAME in request.COOKIES and at_counter(request)}
