"""The answers that a question offers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer to choose: ``value`` is stored, ``label`` is shown."""

    value: str
    label: str
    hint: str = ""


def option_mistakes(options: Sequence[Option]) -> Iterator[tuple[str, str]]:
    """What is wrong with ``options`` of a definition."""
    if not options:
        yield "options", "options are missing"
    values = [option.value for option in options]
    for value in {value for value in values if values.count(value) > 1}:
        yield "options", f"option {value!r} is there twice"


def labels(options: Sequence[Option]) -> dict[str, str]:
    """Labels by value."""
    return {option.value: option.label for option in options}
