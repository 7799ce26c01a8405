"""Several lines of text."""

from collections.abc import Iterator
from dataclasses import dataclass

from rathaus.portal.applications.questions.question import Context, Fault
from rathaus.portal.applications.questions.text import Text


@dataclass(frozen=True, kw_only=True)
class LongText(Text):
    """Free text with line breaks, at most ``max_length`` characters."""

    type = "long-text"

    max_length: int = 5000
    rows: int = 5

    def wrong(self, value: str, context: Context) -> Iterator[Fault]:
        if len(value) > self.max_length:
            yield context.fault("too_long", self.too_long(value))

    def show(self, value: str) -> list[str]:
        return value.split("\n")
