"""An example as a program would send it on a given day: days near the example's own move along, files are real."""

import base64
import re
from datetime import date, timedelta
from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image

from rathaus.portal.applications.questions.file import MEDIA_TYPES

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_RECENT = timedelta(days=500)
"""Days so near to the example's own today move with it; birthdays stay."""


def sample(example: dict[str, Any], today: date) -> dict[str, Any]:
    """The answers of ``example`` (as in its file) for the day ``today``, as the schema of the application has them."""
    return _sent(example["answers"], date.fromisoformat(str(example["today"])), today)


def samples(examples: list[dict[str, Any]], today: date) -> list[dict[str, Any]]:
    """Those of ``examples`` that can be sent: all but the ones that end in person."""
    return [sample(example, today) for example in examples if "stop" not in example["expect"]]


def _sent(value: Any, then: date, today: date) -> Any:
    match value:
        case {"kind": kind, "name": name}:
            return {"name": name, "content_type": MEDIA_TYPES[kind], "data": _paper(kind)}
        case dict():
            return {key: _sent(inner, then, today) for key, inner in value.items()}
        case list():
            return [_sent(inner, then, today) for inner in value]
        case str() if _DAY.fullmatch(value) and abs(then - date.fromisoformat(value)) < _RECENT:
            return (date.fromisoformat(value) + (today - then)).isoformat()
        case _:
            return value


@cache
def _paper(kind: str) -> str:
    """An empty sheet of paper, in base64."""
    content = BytesIO()
    Image.new("RGB", (310, 438), "white").save(content, format=kind)
    return base64.b64encode(content.getvalue()).decode()
