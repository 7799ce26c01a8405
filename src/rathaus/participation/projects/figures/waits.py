"""How long each step took: one statement over all stations, since a query for each station would take seconds."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from rathaus.participation.ideas.models import Idea, Station, Visibility
from rathaus.participation.projects.figures.funnel import Wait
from rathaus.participation.projects.figures.stages import stages

_DAYS = {
    "sqlite": "julianday(reached.at) - julianday(reached.begun)",
    "postgresql": "EXTRACT(EPOCH FROM reached.at - reached.begun) / 86400.0",
}
_STATEMENT = """
WITH told AS (
    SELECT idea_id, at, id, CASE {stage} ELSE 0 END AS stage FROM {station}
), ahead AS (
    SELECT idea_id, at, stage, MAX(stage) OVER (
        PARTITION BY idea_id ORDER BY at, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS farthest FROM told
), reached AS (
    SELECT idea_id, at, stage, LAG(at) OVER (PARTITION BY idea_id ORDER BY stage) AS begun
    FROM ahead WHERE farthest IS NULL OR stage > farthest
)
SELECT idea.series, CASE {year} ELSE %s END AS year, idea.field, reached.stage, COUNT(*), SUM({days})
FROM reached JOIN {idea} idea ON idea.id = reached.idea_id
WHERE idea.visibility = %s AND reached.begun IS NOT NULL
GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
"""
"""A station counts if the idea had never come so far; it ends the wait that began when the idea had come as far as
before."""


def waits(years: range) -> list[Wait]:
    """Days from the first station of a stage to the first of the next one that the idea reached, public ideas only."""
    of_stage = [(state, stage) for stage, states in stages().items() for state in states]
    ends = list(_ends(years))
    statement = _STATEMENT.format(
        stage=" ".join(["WHEN state = %s THEN %s"] * len(of_stage)) or "WHEN 1 = 0 THEN 0",
        year=" ".join(["WHEN idea.sent_at < %s THEN %s"] * len(ends)) or "WHEN 1 = 0 THEN 0",
        days=_DAYS[connection.vendor],
        station=Station._meta.db_table,
        idea=Idea._meta.db_table,
    )
    values: list[Any] = [each for pair in (*of_stage, *ends) for each in pair]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, years[-1], str(Visibility.PUBLIC)])
        rows = cursor.fetchall()
    return [Wait(series, year, field, stage, count, float(days)) for series, year, field, stage, count, days in rows]


def _ends(years: range) -> Iterator[tuple[Any, int]]:
    """When each year but the last ends, as the database compares it."""
    zone = timezone.get_current_timezone()
    for year in years[:-1]:
        end = datetime(year + 1, 1, 1, tzinfo=zone)
        yield connection.ops.adapt_datetimefield_value(end), year
