"""The puzzle that a browser solves while its visitor types."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from rathaus.foundation.accounts.audience import GUEST, audience
from rathaus.participation.ideas.guard import new_puzzle


@audience(GUEST)
@require_safe
def puzzle(request: HttpRequest) -> JsonResponse:
    """A new one for each asking; see ``guard.new_puzzle``."""
    return JsonResponse(new_puzzle())
