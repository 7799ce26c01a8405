"""The last lines of a run: how many targets were reached, and which were not."""

from collections.abc import Iterator

from bench.rows import Row

Tables = dict[str, list[Row]]


def aimed(tables: Tables) -> Iterator[tuple[str, Row]]:
    """Each row that has a target, with its database."""
    return ((database, row) for database, rows in tables.items() for row in rows if row.reached is not None)


def lines(tables: Tables) -> list[str]:
    """``BENCH: 21 of 27 targets reached``, then a line for each that was missed."""
    rows = [*aimed(tables)]
    missed = [(database, row) for database, row in rows if not row.reached]
    told = [f"  missed: {row.unit}, {row.figure} ({database}): {_got(row)}, {row.target}" for database, row in missed]
    return [f"BENCH: {len(rows) - len(missed)} of {len(rows)} targets reached", *told]


def all_reached(tables: Tables) -> bool:
    return all(row.reached for _, row in aimed(tables))


def _got(row: Row) -> str:
    return row.house if row.ratio is None else f"ratio {row.ratio:.2f}"
