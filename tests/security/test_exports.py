"""Every table one can take along opens in a spreadsheet without anything in it being reckoned, or run."""

import csv
import io

import pytest
from django.db.models import CharField, TextField
from django.test import Client

from rathaus.integrations.demo.actions import seat
from rathaus.integrations.demo.cast import CAST
from tests.security.filling import write_into_every_text
from tests.walk.participation import play
from tests.walk.table import expected, path_of

TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
TABLES = [address for address in expected() if address.endswith(".csv")]


@pytest.mark.parametrize(
    "trigger", ["=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(1)", "\t=1+1", "\r=1+1", '=HYPERLINK("x","y")']
)
def test_no_cell_of_any_table_is_a_formula(city: None, trigger: str) -> None:
    people = {first: seat(CAST[first]) for first in ("anna", "bernd", "lena", "emil", "ivo")}
    played = play(people)
    lena = Client()
    lena.force_login(people["lena"])
    write_into_every_text(lambda column, _number: _fitting(column, trigger))
    for address in TABLES:
        things = next(
            (things for begin, things in sorted(played.items(), reverse=True) if address.startswith(begin)), {}
        )
        answer = lena.get(path_of(address, things))
        assert answer.status_code == 200, address
        assert "attachment" in answer["Content-Disposition"], address
        rows = list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig"), newline=""), strict=True))
        assert len({len(row) for row in rows}) == 1, address
        assert [cell for row in rows for cell in row if cell.startswith(TRIGGERS)] == [], address


def test_all_tables_are_looked_at() -> None:
    assert TABLES == [
        "/mitmachen/zahlen.csv",
        "/ideen/export.csv",
        "/lenkungskreis/sitzungen/{slug}/stimmen.csv",
        "/arbeitsplatz/lenkungskreis/sitzungen/{slug}/stimmen.csv",
    ]


def _fitting(column: CharField | TextField, trigger: str) -> str:
    return trigger[: column.max_length or None]
