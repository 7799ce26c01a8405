"""Taking an answer, once; noting that one was refused."""

import hashlib
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from rathaus.foundation.audit.actions import record
from rathaus.integrations.saml.models import UsedAnswer
from rathaus.integrations.saml.refusals import Refused

_TOLERANCE = timedelta(minutes=10)
"""More than python3-saml lets clocks differ."""


@transaction.atomic
def use(door: str, assertion: str, valid_until: datetime) -> None:
    """Take the answer with this assertion. Raises Refused if it was taken before."""
    UsedAnswer.objects.filter(forget_after__lt=timezone.now()).delete()
    digest = hashlib.sha256(f"{door} {assertion}".encode()).hexdigest()
    try:
        with transaction.atomic():
            UsedAnswer.objects.create(digest=digest, forget_after=valid_until + _TOLERANCE)
    except IntegrityError as error:
        raise Refused("replayed") from error


def note_refusal(door: str, reason: str) -> None:
    """Nobody came in: say why, and nothing of whom."""
    record("door.refused", f"door:{door}", by="guest", reason=reason)
