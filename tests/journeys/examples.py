"""The examples of all online services, and how a person or a program sends their answers."""

import base64
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from rathaus.portal.applications.questions import Question
from rathaus.portal.applications.questions.date import parts_of
from tests.papers import paper
from tests.visitor import upload


@dataclass(frozen=True)
class Example:
    """One file below ``examples/``: complete answers, and what must come of them."""

    service: str
    name: str
    content: dict[str, Any]

    @property
    def today(self) -> date:
        return date.fromisoformat(str(self.content["today"]))

    @property
    def answers(self) -> dict[str, Any]:
        return self.content["answers"]

    @property
    def expect(self) -> dict[str, Any]:
        return self.content["expect"]

    def __str__(self) -> str:
        return f"{self.service}/{self.name}"


def _read(file: Path) -> Example:
    return Example(file.parts[-3], file.stem, tomllib.loads(file.read_text()))


def takes_guests(service: str) -> bool:
    """Whether one may send it without having proven who one is; programs may send only that."""
    return tomllib.loads((settings.CONTENT_DIR / "services" / service / "application.toml").read_text())["guest"]


EXAMPLES = [_read(file) for file in sorted((settings.CONTENT_DIR / "services").glob("*/examples/*.toml"))]
SENT = [example for example in EXAMPLES if "decision" in example.expect]
BY_GUESTS = [example for example in SENT if takes_guests(example.service)]
STOPPED = [example for example in EXAMPLES if "stop" in example.expect]
ONE_OF_EACH = list({example.service: example for example in reversed(SENT)}.values())


def typed(question: Question, value: Any, name: str) -> Iterator[tuple[str, list[Any]]]:
    """What a person types, chooses or attaches to give this answer: names of fields with what they hold."""
    match question.type:
        case "date" | "birth-date":
            fields = {"tag": "day", "monat": "month", "jahr": "year"}
            yield from ((f"{name}-{field}", [parts_of(value)[part]]) for field, part in fields.items())
        case "person-name" | "address":
            yield from ((f"{name}-{part}", [text]) for part, text in value.items())
        case "yes-no" | "consent":
            yield name, ["ja" if value else "nein"]
        case "one-of":
            yield name, [value]
        case "several-of":
            yield name, value
        case "file":
            yield name, [_attached(value)]
        case "files":
            yield name, [_attached(file) for file in value]
        case _:
            yield name, [question.typed(value)]


def as_sent_by_programs(value: Any) -> Any:
    """Answers as the API takes them: files as name, type and base64."""
    match value:
        case {"name": name, "kind": kind, **rest} if not rest:
            content_type = "application/pdf" if kind == "pdf" else f"image/{kind}"
            return {"name": name, "content_type": content_type, "data": base64.b64encode(paper(kind)).decode()}
        case dict():
            return {key: as_sent_by_programs(inner) for key, inner in value.items()}
        case list():
            return [as_sent_by_programs(inner) for inner in value]
        case _:
            return value


def _attached(file: dict[str, str]) -> Any:
    return upload(file["name"], paper(file["kind"]))
