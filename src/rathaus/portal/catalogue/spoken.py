"""A service, life situation or office in the reader's language: English where the city has it, else German, said so."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Part:
    """A piece of content and the language it is written in."""

    value: Any
    language: str

    def __bool__(self) -> bool:
        return bool(self.value)


class Spoken:
    """``said["needs"]`` is a ``Part``; ``said.partly_german`` whether an English reader meets German."""

    def __init__(self, german: dict[str, Any], english: dict[str, Any], language: str) -> None:
        self.german, self.english, self.language = german, english, language

    def __getitem__(self, name: str) -> Part:
        if self.language == "en" and self.english.get(name):
            return Part(self.english[name], "en")
        return Part(self.german.get(name, ""), "de")

    def partly_german(self, *names: str) -> bool:
        """Whether any of ``names`` is German for a reader who is not."""
        return self.language != "de" and any(self[name] and self[name].language == "de" for name in names)
