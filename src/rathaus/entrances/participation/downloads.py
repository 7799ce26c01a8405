"""The figures as open data."""

import csv
from io import StringIO
from typing import Any

from rathaus.participation.projects.figures import Funnel

COLUMNS = ("series", "year", "field", "ideas", "pursued", "high_priority")


def as_csv(funnel: Funnel) -> str:
    """RFC 4180, one line for each series, year and field. Slugs and numbers only: nothing a spreadsheet would run."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerows(row.values() for row in rows(funnel))
    return text.getvalue()


def as_json(funnel: Funnel) -> dict[str, Any]:
    """Totals, the same lines as in the CSV, and the days from stage to stage."""
    total = funnel.total
    return {
        "ideas": total.ideas,
        "pursued": total.pursued,
        "high_priority": total.high_priority,
        "rows": rows(funnel),
        "days": [
            {"series": wait.series, "year": wait.year, "field": wait.field, "stage": wait.stage}
            | {"ideas": wait.count, "average_days": wait.average}
            for wait in funnel.waits
        ],
    }


def rows(funnel: Funnel) -> list[dict[str, Any]]:
    return [
        {"series": cell.series, "year": cell.year, "field": cell.field}
        | {"ideas": cell.numbers.ideas, "pursued": cell.numbers.pursued, "high_priority": cell.numbers.high_priority}
        for cell in funnel.cells
    ]
