"""The database: SQLite in a file, or the PostgreSQL that ``DATABASE_URL`` names."""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote

from rathaus.config import env

PARAMETERS = {"application_name", "connect_timeout", "sslcert", "sslkey", "sslmode", "sslrootcert"} | {
    "target_session_attrs",
    "tcp_user_timeout",
}
"""Those of libpq that may stand behind the ``?`` of ``DATABASE_URL``."""

_POOL = {"min_size": 1, "max_size": 16, "timeout": 5, "reconnect_timeout": 5}
"""While the database is away one request waits five seconds, as long as the pool goes on trying (``lib/breaker``). The
pool by itself would double its pauses, and find a new primary up to half a minute late; given up, it begins anew."""

_BOUNDED: dict[str, str] = {
    "connect_timeout": "5",
    "tcp_user_timeout": "10000",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "options": "-c lock_timeout=10s -c idle_in_transaction_session_timeout=60s",
}
"""Nobody waits for ever: not for a host that has gone silent (in seconds; the second in milliseconds), not for a lock,
nor for a process that hangs in the middle of a transaction."""


def database(file: Path) -> dict[str, Any]:
    """Django's settings for it."""
    example = "postgresql://user:password@host:5432/name"
    parts = env.address("DATABASE_URL", "postgresql", "postgres", example=example, needs="path")
    return _postgresql(parts) if parts else _sqlite(file)


def _sqlite(file: Path) -> dict[str, Any]:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        env.complain(f"DATA_DIR can't be made: {error.strerror}")
    return {
        "ENGINE": "rathaus.lib.late_sqlite",
        "NAME": file,
        # As for Django's own engine, by whose name the tests would know it.
        "TEST": {"NAME": ":memory:"},
        # Opening costs a millisecond, and closing the last connection a checkpoint: threads keep theirs.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # The ORM knows what a column holds, and need not have the driver look it up for each value of each row.
            "detect_types": 0,
            # What is deleted is overwritten: a wrapped key must not stay behind in a free page.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; "
            "PRAGMA cache_size=-16000;",
        },
    }


def _postgresql(parts: SplitResult) -> dict[str, Any]:
    if not parts.path.lstrip("/"):
        env.complain("DATABASE_URL names no database: it stands behind the host, as in postgresql://host/name")
    parameters = dict(parse_qsl(parts.query))
    if unknown := parameters.keys() - PARAMETERS:
        env.complain(f"DATABASE_URL may not set {', '.join(sorted(unknown))}, only: {', '.join(sorted(PARAMETERS))}")
    return {
        "ENGINE": "rathaus.lib.pooled_postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        # Looked at before use: after a restart of the database nobody is given a dead one from the pool.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"pool": _POOL} | _BOUNDED | parameters,
    }
