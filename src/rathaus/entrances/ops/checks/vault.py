"""Whether what is sealed in the database can be opened."""

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.db import DatabaseError

from rathaus.foundation.vault.fitting import FOREIGN, is_foreign, lacking


@register("rathaus", deploy=True)
def what_is_sealed_can_be_opened(**_: Any) -> list[CheckMessage]:
    try:
        missing, foreign = sorted(lacking()), is_foreign()
    except DatabaseError:
        # Others say that it is away, or has no tables yet.
        return []
    if foreign:
        return [Error(f"{FOREIGN}.", hint="rathaus rotate-keys --verify", id="rathaus.foreign_key")]
    said = f"RATHAUS_VAULT_OLD_KEYS lacks vault keys under which something still rests: {', '.join(missing)}."
    hint = "Give the former vault key there, then rathaus rotate-keys, and rathaus rotate-keys --verify."
    return [Error(said, hint=hint, id="rathaus.missing_old_key")] if missing else []
