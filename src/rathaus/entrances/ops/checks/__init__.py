"""What ``rathaus check --deploy`` asks: each file one concern, each finding a sentence that names its setting.

An Error is what the house must not run with for a city; a Warning is unwise; an Info is worth knowing.
"""

from rathaus.entrances.ops.checks import address, bucket, database, doors, files, keys, limits, mail, scanner, vault, watching

__all__ = ["address", "bucket", "database", "doors", "files", "keys", "limits", "mail", "scanner", "vault", "watching"]
