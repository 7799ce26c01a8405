"""What ``rathaus check --deploy`` asks: each file one concern, each finding a sentence that names its setting.

An Error is what the house must not run with for a city; a Warning is unwise; an Info is worth knowing.
"""

from rathaus.entrances.ops.checks import (
    address,
    bucket,
    city,
    database,
    doors,
    files,
    hints,
    hosts,
    keys,
    limits,
    mail,
    scanner,
    sessions,
    vault,
    watching,
)

__all__ = [
    "address",
    "bucket",
    "city",
    "database",
    "doors",
    "files",
    "hints",
    "hosts",
    "keys",
    "limits",
    "mail",
    "scanner",
    "sessions",
    "vault",
    "watching",
]
