"""The scenarios play what the program knows and the document tells."""

import re

from django.conf import settings

from faults.scenarios import SCENARIOS
from faults.scenarios.points import POINTS

DOCUMENT = settings.ROOT / "docs" / "reliability.md"


def test_every_named_crash_point_is_visited() -> None:
    sources = "".join(file.read_text() for file in settings.PACKAGE.rglob("*.py") if "tests" not in file.parts)
    assert set(re.findall(r'crash_point\("([^"]+)"\)', sources)) == POINTS.keys()


def test_the_document_tells_of_every_scenario() -> None:
    assert set(re.findall(r"^\| `([a-z]+)` \|", DOCUMENT.read_text(), re.MULTILINE)) == SCENARIOS.keys()
