"""What was published of a draw can't be changed, not even by SQL: the tables take new rows and refuse updates.

Called by the migration. Deleting is kept away by PROTECT and shows in the audit chain.
"""

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = ("workshops_commitment", "workshops_announcement", "workshops_frozenlist", "workshops_result")

_SQLITE = """
CREATE TRIGGER {table}_written_once BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, 'A draw is written once'); END
"""
_FUNCTION = """
CREATE OR REPLACE FUNCTION workshops_written_once() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'A draw is written once' USING ERRCODE = 'check_violation'; END
$$ LANGUAGE plpgsql
"""
_POSTGRESQL = """
CREATE TRIGGER {table}_written_once BEFORE UPDATE ON {table}
FOR EACH ROW EXECUTE FUNCTION workshops_written_once()
"""


def protect(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the guards in place."""
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    if on_postgresql:
        schema_editor.execute(_FUNCTION, params=None)
    for table in TABLES:
        schema_editor.execute((_POSTGRESQL if on_postgresql else _SQLITE).format(table=table), params=None)
