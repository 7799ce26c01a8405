"""PostgreSQL: ``pg_dump`` within one exported snapshot, in its custom format; ``pg_restore`` in one transaction."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from psycopg.conninfo import make_conninfo

from rathaus.entrances.ops.backup.refusals import Refused
from rathaus.entrances.ops.backup.tables import Tables, content_of

ENGINE = "PostgreSQL"
_NOT_OURS = {"password", "options", "client_encoding", "cursor_factory", "context", "prepare_threshold"}
"""Parameters of a connection that are no business of a client program, or that others could read beside its name."""


@contextmanager
def frozen(folder: Path) -> Iterator["Copy"]:
    """The database of this moment, dumped into ``folder``; what is asked meanwhile is answered from the same moment."""
    program, file = _program("pg_dump"), folder / "database.dump"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        name = cursor.fetchone()[0]
        _run(program, f"--snapshot={name}", "--format=custom", "--compress=1", f"--file={file}")
        yield Copy(file)


class Copy:
    """What stands in it; must be asked before the moment is over."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def ask(self, sql: str) -> Iterator[tuple[Any, ...]]:
        with connection.chunked_cursor() as cursor:
            cursor.execute(sql)
            yield from cursor

    def tables(self) -> Tables:
        return tables()


def thaw(file: Path) -> None:
    """Put the dump in place of the empty tables that may be there."""
    program = _program("pg_restore")
    with transaction.atomic(), connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(name)} CASCADE")
    _run(program, "--single-transaction", "--exit-on-error", str(file))


def tables() -> Tables:
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        return {name: content_of(_rows(cursor, name)) for name in names}


def _rows(cursor: Any, table: str) -> Iterator[bytes]:
    with cursor.copy(f"COPY {connection.ops.quote_name(table)} TO STDOUT") as rows:
        for row in rows:
            yield bytes(row)


def _run(program: str, *words: str) -> None:
    parameters = connection.get_connection_params()
    place = make_conninfo(**{name: value for name, value in parameters.items() if name not in _NOT_OURS})
    secret = {"PGPASSWORD": parameters["password"]} if parameters.get("password") else {}
    command = [program, "--no-owner", "--no-privileges", f"--dbname={place}", *words]
    done = subprocess.run(command, env=os.environ | secret, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise Refused(f"{Path(program).name} failed: {done.stderr.strip()[-1000:]}")


def _program(name: str) -> str:
    """Where it is, in the oldest version that is not older than the server; raises Refused."""
    wanted = connection.get_database_version()[0]
    on_path = [found] if (found := shutil.which(name)) else []
    known = {_version(path): path for path in [*map(str, Path("/usr/lib/postgresql").glob(f"*/bin/{name}")), *on_path]}
    if fitting := [version for version in known if version >= wanted]:
        return known[min(fitting)]
    found_here = ", ".join(map(str, sorted(known))) or "none"
    raise Refused(
        f"The program {name} of PostgreSQL {wanted} or newer is needed (found: {found_here}). "
        f"On Debian: apt-get install postgresql-client-{wanted}"
    )


def _version(path: str) -> int:
    told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    found = re.search(r"(\d+)[.\d]*", told)
    return int(found[1]) if found else 0
