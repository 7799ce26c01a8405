"""Looking an archive through without changing anything."""

from pathlib import Path
from typing import Any

from django.conf import settings

from rathaus.entrances.ops.backup.archive import Reader
from rathaus.entrances.ops.backup.refusals import Refused
from rathaus.entrances.ops.backup.telling import Progress, Say

SHORTEST_KEY = 32


def backup_key() -> str:
    """The key in force; raises Refused where there is none."""
    if len(settings.BACKUP_KEY) < SHORTEST_KEY:
        raise Refused(
            f"RATHAUS_BACKUP_KEY must be set to a key of {SHORTEST_KEY} or more characters (openssl rand -hex 32). "
            "Keep it in a safe, apart from the archives and from the vault key: without it no archive opens."
        )
    if settings.BACKUP_KEY in (settings.VAULT_KEY, settings.SECRET_KEY, *settings.VAULT_OLD_KEYS):
        raise Refused("RATHAUS_BACKUP_KEY is one of the other keys: whoever may open archives could open answers, too.")
    return str(settings.BACKUP_KEY)


def verify(source: Path, say: Say) -> dict[str, Any]:
    """Read all of an archive; its manifest. Raises Refused where a single bit of it is not as it was written."""
    progress = Progress("Reading the archive", say)
    with opened(source) as file:
        reader = Reader(file, backup_key())
        for _name, content in reader.members():
            for piece in content:
                progress.add(len(piece))
            progress.add(0, 1)
    return reader.manifest | {"name": reader.name}


def opened(source: Path) -> Any:
    """The archive, to read; raises Refused."""
    try:
        return source.open("rb")
    except OSError as error:
        raise Refused(f"{source} can't be read: {error.strerror}.") from error


def told(manifest: dict[str, Any]) -> str:
    """What an archive holds, in a line."""
    rows = sum(table["rows"] for table in manifest["tables"].values())
    size = manifest["members"]["size"] / 1e6
    return (
        f"{manifest['engine']} of {manifest['created'][:19]} UTC: {len(manifest['tables'])} tables with {rows} rows, "
        f"{manifest['files']} files, {size:,.1f} MB, made by Rathaus {manifest['program']}"
    )
