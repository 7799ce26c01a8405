"""Blind indexes: finding what is sealed by a keyed fingerprint. Their key stays when the master key changes."""

import hashlib
import hmac
import unicodedata
from functools import cache

from django.conf import settings

from rathaus.foundation.vault import sealing
from rathaus.foundation.vault.models import IndexKey


def blind_index(text: str, purpose: str) -> str:
    """A keyed fingerprint of ``text`` (case, accents and outer space ignored), equal for equal texts: 64 hex digits."""
    plain = unicodedata.normalize("NFKD", text).casefold().strip()
    folded = "".join(c for c in plain if not unicodedata.combining(c))
    return hmac.new(index_key(), f"{purpose}\0{folded}".encode(), hashlib.sha256).hexdigest()


@cache
def index_key() -> bytes:
    """32 bytes, for the life of the house; made once, from the master key of that day."""
    if (kept := IndexKey.objects.first()) is None:
        plain = hashlib.sha256(b"rathaus index " + settings.VAULT_KEY.encode()).digest()
        kept, _ = IndexKey.objects.get_or_create(
            pk=1, defaults={"wrapped": sealing.wrap(plain, IndexKey.LABEL), "master": sealing.master_name()}
        )
    return kept.plain
