"""A puzzle counts once."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from rathaus.participation.ideas.models import SolvedPuzzle


@transaction.atomic
def use_up(signature: str, expires_at: datetime) -> bool:
    """Whether the puzzle of this signature is handed in for the first time; what has expired is forgotten."""
    SolvedPuzzle.objects.filter(expires_at__lt=timezone.now()).delete()
    _puzzle, first = SolvedPuzzle.objects.get_or_create(signature=signature, defaults={"expires_at": expires_at})
    return first
