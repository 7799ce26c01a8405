"""Rules of voting that the database itself keeps, also against SQL by hand: triggers, the same on both databases.

Unique constraints see to it that a seat votes once; these see to the rest: only who sits on a seat votes for it, nobody
excluded, nobody after the end; a cast vote and a closed ballot stay; a box holds no more papers than people have voted.
Called by the migration. A later migration that makes one of these tables anew on SQLite must call it again.
"""

from typing import NamedTuple

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


class Guard(NamedTuple):
    """``event`` on ``table`` is refused with ``says`` unless ``condition`` holds."""

    table: str
    event: str
    condition: str
    says: str


_SITS = """
NEW.present_id = NEW.seat_id OR EXISTS (
  SELECT 1 FROM committee_member m WHERE m.id = NEW.present_id AND m.deputy_of_id = NEW.seat_id)
"""
_MAY_VOTE = """
EXISTS (
  SELECT 1 FROM committee_ballot b
  JOIN committee_item i ON i.id = b.item_id
  JOIN committee_attendance a ON a.meeting_id = i.meeting_id
  JOIN committee_member s ON s.id = a.seat_id
  WHERE b.id = NEW.ballot_id AND b.closed_at IS NULL
  AND a.seat_id = NEW.seat_id AND a.present_id = NEW.cast_by_id AND s.role IN ('chair', 'member')
  AND (b.kind = 'secret') = (NEW.choice = '')
  AND NOT EXISTS (SELECT 1 FROM committee_exclusion e WHERE e.item_id = i.id AND e.member_id = NEW.cast_by_id))
"""
_BOX_HAS_ROOM = """
EXISTS (SELECT 1 FROM committee_ballot b WHERE b.id = NEW.ballot_id AND b.closed_at IS NULL AND b.kind = 'secret')
AND (SELECT count(*) FROM committee_paper p WHERE p.ballot_id = NEW.ballot_id)
  < (SELECT count(*) FROM committee_vote v WHERE v.ballot_id = NEW.ballot_id)
"""
_STILL_OPEN = "OLD.closed_at IS NULL AND OLD.kind = NEW.kind AND OLD.rule = NEW.rule AND OLD.item_id = NEW.item_id"

GUARDS = (
    Guard("committee_attendance", "INSERT", _SITS, "Only a member or her deputy can take a seat"),
    Guard("committee_attendance", "UPDATE", _SITS, "Only a member or her deputy can take a seat"),
    Guard("committee_vote", "INSERT", _MAY_VOTE, "Only who sits on the seat can vote for it"),
    Guard("committee_vote", "UPDATE", "1 = 0", "A cast vote stays"),
    Guard("committee_paper", "INSERT", _BOX_HAS_ROOM, "No more papers than voters"),
    Guard("committee_paper", "UPDATE", "1 = 0", "A cast paper stays"),
    Guard("committee_ballot", "UPDATE", _STILL_OPEN, "A closed ballot stays"),
)

_SQLITE = """
CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN NOT ({condition})
BEGIN SELECT RAISE(ABORT, '{says}'); END
"""
_FUNCTION = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger AS $$
BEGIN
  IF NOT ({condition}) THEN RAISE EXCEPTION '{says}' USING ERRCODE = 'check_violation'; END IF;
  RETURN NEW;
END
$$ LANGUAGE plpgsql
"""
_POSTGRESQL = "CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"


def protect(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put the guards in place."""
    statements = (_FUNCTION, _POSTGRESQL) if schema_editor.connection.vendor == "postgresql" else (_SQLITE,)
    for guard in GUARDS:
        named = guard._asdict() | {"name": f"{guard.table}_{guard.event.lower()}_guard"}
        for statement in statements:
            schema_editor.execute(statement.format(**named), params=None)
