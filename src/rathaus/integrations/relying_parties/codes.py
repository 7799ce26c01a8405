"""Where codes wait for the service: in the database, sealed; all web processes find them, none twice."""

import hashlib
import json
from datetime import timedelta
from typing import Any

from allauth.core import context
from django.utils import timezone

from rathaus.foundation.accounts.models import TrustLevel
from rathaus.foundation.accounts.trust import trust_of
from rathaus.foundation.vault import sealing
from rathaus.integrations.relying_parties.models import PendingCode

_LEVEL = "relying_parties_level"


class Codes:
    """As much of Django's cache as allauth needs for its authorization codes."""

    def set(self, key: str, value: dict[str, Any], timeout: int) -> None:
        """Keep it for ``timeout`` seconds, with the level proven in the session that agreed."""
        now = timezone.now()
        PendingCode.objects.filter(expires_at__lt=now).delete()
        plain = json.dumps(value | {"level": int(trust_of(context.request))}).encode()
        PendingCode.objects.create(
            digest=_digest(key),
            sealed=sealing.seal(sealing.master_key(), plain, _digest(key)),
            expires_at=now + timedelta(seconds=timeout),
        )

    def get(self, key: str) -> dict[str, Any] | None:
        """The token endpoint asks, in its transaction: who comes second waits, and finds nothing."""
        found = (
            PendingCode.objects.select_for_update().filter(digest=_digest(key), expires_at__gt=timezone.now()).first()
        )
        if found is None:
            return None
        value = json.loads(sealing.unseal(sealing.master_key(), bytes(found.sealed), found.digest))
        setattr(context.request, _LEVEL, TrustLevel(value.pop("level")))
        return value

    def delete(self, key: str) -> None:
        PendingCode.objects.filter(digest=_digest(key)).delete()


def level_of_code() -> TrustLevel | None:
    """The level of the session that made the code of this request; None where none is exchanged."""
    return getattr(context.request, _LEVEL, None)


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
