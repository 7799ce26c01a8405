"""One canary: it writes to the PostgreSQL of its own machine, five times a second, and notes what was taken.

``python -m deploy.cluster.trial.canary <machine>``; standard output has one line of JSON for each commit that was
acknowledged.
"""

import json
import os
import sys
import time

import psycopg

PAUSE = 0.2
TABLE = "CREATE TABLE canary (machine text, number bigint, PRIMARY KEY (machine, number))"
INSERT = """
INSERT INTO canary VALUES (%s, %s)
RETURNING ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::int
"""
"""Tells the timeline it was written on."""


def main() -> None:
    """Write for ever; a refusal, or a commit nobody acknowledges, is no line."""
    while True:
        try:
            with psycopg.connect(os.environ["CANARY_URL"], autocommit=True, connect_timeout=3) as connection:
                while True:
                    _write(connection, sys.argv[1])
                    time.sleep(PAUSE)
        except psycopg.Error:
            time.sleep(PAUSE)


def _write(connection: psycopg.Connection, machine: str) -> None:
    begun = time.monotonic()
    number = int(begun * 1000)
    try:
        (timeline,) = connection.execute(INSERT, (machine, number)).fetchone()
    except psycopg.errors.ReadOnlySqlTransaction:
        return
    note = {"machine": machine, "number": number, "timeline": timeline, "begun": begun, "taken": time.monotonic()}
    print(json.dumps(note), flush=True)


if __name__ == "__main__":
    main()
