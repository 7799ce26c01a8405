"""How long PostgreSQL thinks before it reads a case."""

import json
from statistics import median

import pytest
from django.db import connection

from rathaus.portal.cases.models import Case

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite takes tables as they come"),
]


def planning() -> float:
    """Milliseconds."""
    found = Case.objects.in_full().filter(reference="1234")
    return median(json.loads(found.explain(format="json", summary=True))[0]["Planning Time"] for _ in range(3))


def test_the_page_of_a_case_is_not_planned_much_longer_than_it_takes() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW join_collapse_limit")
        ours = cursor.fetchone()[0]
        here = planning()
        cursor.execute("SET LOCAL join_collapse_limit = 8")
        assert ours != "8"
        assert planning() > 3 * here
