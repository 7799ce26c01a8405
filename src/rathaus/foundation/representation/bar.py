"""What the frame of every page says while somebody acts for another."""

from typing import Any

from django.http import HttpRequest

from rathaus.foundation.representation.session import Ended, current, is_acting


def bar(request: HttpRequest) -> dict[str, Any]:
    """``acting``: the party, where she acts for another; ``acting_here``: whether this page is the principal's."""
    if not is_acting(request) or not request.user.is_authenticated:
        return {}
    try:
        return {"acting": current(request), "acting_here": hasattr(request, "for_party")}
    except Ended:
        return {}
