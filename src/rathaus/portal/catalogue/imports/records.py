"""Reads a JSON file of records that may be hostile: size, depth, types and doubles are checked before use."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError

from rathaus.lib.text import clean
from rathaus.portal.catalogue.imports.catalogue import Unreadable

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes; Munich's catalogue has 1.7 million."""
MOST_RECORDS = 50_000


def _text(value: Any) -> Any:
    """These catalogues write false or null for "nothing"."""
    if value is None or value is False:
        return ""
    return clean(value) if isinstance(value, str) else value


def _number_as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Text = Annotated[str, StringConstraints(max_length=100_000), BeforeValidator(_text)]
ShortText = Annotated[str, StringConstraints(max_length=300), BeforeValidator(_text)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200), BeforeValidator(_text)]
Id = Annotated[str, BeforeValidator(_number_as_text), StringConstraints(pattern=r"^[0-9]{1,20}$")]


class Record(BaseModel):
    """A foreign record: keys we don't know are left alone."""

    model_config = ConfigDict(extra="ignore")
    id: Id


R = TypeVar("R", bound=Record)


def read_records(file: Path, shape: type[R], skipped: list[tuple[str, str]]) -> Iterator[R]:
    """Each good record of ``{"data": […]}``; a broken one is added to ``skipped`` with its place and the reason."""
    seen: set[str] = set()
    for position, raw in enumerate(_data(file)):
        place = f"{file.name}: data[{position}]{_called(raw)}"
        try:
            record = shape.model_validate(raw)
        except ValidationError as fault:
            skipped.append((place, "; ".join(_reasons(fault))))
            continue
        if record.id in seen:
            skipped.append((place, "the id was already used"))
            continue
        seen.add(record.id)
        yield record


def _data(file: Path) -> list[Any]:
    if not file.is_file():
        raise Unreadable(f"{file.name}: there is no such file")
    if file.stat().st_size > LARGEST_FILE:
        raise Unreadable(f"{file.name}: larger than {LARGEST_FILE} bytes")
    try:
        content = json.loads(file.read_bytes())
    except (ValueError, RecursionError) as fault:
        raise Unreadable(f"{file.name}: not JSON we can read: {fault}") from fault
    data = content.get("data") if isinstance(content, dict) else None
    if not isinstance(data, list):
        raise Unreadable(f'{file.name}: expected {{"data": […]}}')
    if len(data) > MOST_RECORDS:
        raise Unreadable(f"{file.name}: more than {MOST_RECORDS} records")
    return data


def _called(raw: Any) -> str:
    known = raw.get("id") if isinstance(raw, dict) else None
    return f" (id {str(known)[:40]!s})" if isinstance(known, (str, int)) else ""


def _reasons(fault: ValidationError) -> Iterator[str]:
    for error in fault.errors(include_input=False, include_url=False)[:5]:
        where = ".".join(map(str, error["loc"]))
        yield f"{where}: {error['msg']}" if where else error["msg"]
