"""The keys: what they are made of, and where they lie. Without keys, or with short ones, the house does not start."""

import stat
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from rathaus.entrances.ops.backup.reading import backup_key
from rathaus.entrances.ops.backup.refusals import Refused

FEWEST_SIGNS = 10
"""Different ones; a random key of 32 hexadecimal digits has fewer once in a thousand times."""


@register("rathaus", deploy=True)
def keys_differ(**_: Any) -> list[CheckMessage]:
    if settings.SECRET_KEY != settings.VAULT_KEY:
        return []
    said = "RATHAUS_SECRET_KEY and RATHAUS_VAULT_KEY are the same: whoever gets one has both."
    return [Error(said, hint="Make each with openssl rand -hex 32.", id="rathaus.equal_keys")]


@register("rathaus", deploy=True)
def keys_are_random(**_: Any) -> list[CheckMessage]:
    keys = {"RATHAUS_SECRET_KEY": settings.SECRET_KEY, "RATHAUS_VAULT_KEY": settings.VAULT_KEY}
    typed = [name for name, key in keys.items() if len(set(key)) < FEWEST_SIGNS]
    hint = "Make it with openssl rand -hex 32."
    return [Error(f"{name} is made of very few signs.", hint=hint, id="rathaus.typed_key") for name in typed]


@register("rathaus", deploy=True)
def old_keys_are_old(**_: Any) -> list[CheckMessage]:
    if settings.VAULT_KEY not in settings.VAULT_OLD_KEYS:
        return []
    return [Warning("RATHAUS_VAULT_OLD_KEYS holds the key in force, too.", id="rathaus.old_key_in_force")]


@register("rathaus", deploy=True)
def backups_have_a_key(**_: Any) -> list[CheckMessage]:
    """Only the machine that makes backups needs it: nothing said is doubtful, something wrong is not."""
    try:
        backup_key()
    except Refused as why:
        kind = Error if settings.BACKUP_KEY else Warning
        return [kind(str(why), hint="rathaus backup does nothing until then.", id="rathaus.backup_key")]
    return []


@register("rathaus", deploy=True)
def keys_lie_apart(**_: Any) -> list[CheckMessage]:
    return [*_beside_the_data(), *_readable_for_others()]


def _beside_the_data() -> Iterator[CheckMessage]:
    hint = "Whoever copies DATA_DIR, as a backup does, must not have the keys with it."
    for name, file in settings.SECRET_FILES.items():
        if file.resolve().is_relative_to(settings.DATA_DIR):
            yield Error(f"{name}_FILE lies in DATA_DIR.", hint=hint, id="rathaus.key_beside_data")
    if settings.PRODUCTION and (settings.DATA_DIR / "keys").exists():
        said = "DATA_DIR/keys is there: keys that the demo made, and production does not use."
        yield Warning(said, hint="Was this DATA_DIR a demo's? Begin with an empty one.", id="rathaus.keys_of_demo")


def _readable_for_others() -> Iterator[CheckMessage]:
    for name, file in settings.SECRET_FILES.items():
        if file.exists() and file.stat().st_mode & (stat.S_IROTH | stat.S_IWOTH):
            said = f"{name}_FILE can be read by everyone on this machine."
            yield Warning(said, hint="chmod 640, with the group that runs the house.", id="rathaus.key_for_all")
