"""Reads a service's folder: the content to store, and where in which file each entry stands."""

import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from rathaus.lib.toml import Place, line_in, line_of, lines_of


@dataclass
class Source:
    """One TOML file: its ``table`` and the line of each of its entries."""

    file: Path
    table: dict[str, Any] = field(default_factory=dict)
    lines: dict[Place, int] = field(default_factory=dict)
    error: str = ""
    """Why it is no TOML."""

    def line(self, place: Place) -> int:
        """The line of the entry, or of the nearest one around it."""
        return line_of(self.lines, place)


def read_toml(file: Path) -> Source:
    """The file's table with its lines; a file that is no TOML has an ``error`` instead."""
    try:
        text = file.read_text(encoding="utf-8")
        return Source(file, _plain(tomllib.loads(text)), lines_of(text))
    except tomllib.TOMLDecodeError as error:
        return Source(file, lines={(): line_in(str(error))}, error=str(error))
    except (OSError, UnicodeDecodeError) as error:
        return Source(file, error=f"can't be read: {error}")


@dataclass
class Folder:
    """A service's folder: ``application.toml``, ``examples/*.toml``, ``notice.typ``, and the lists it refers to."""

    path: Path
    application: Source
    examples: dict[str, Source]
    lists: dict[str, Source]
    notice: str

    @property
    def content(self) -> dict[str, Any]:
        """What a definition stores."""
        return self.application.table | {
            "examples": [{"name": name, **source.table} for name, source in self.examples.items()],
            "sources": {name: source.table.get("options", []) for name, source in self.lists.items()},
            "notice": self.notice,
        }


def read_folder(path: Path, city: Path) -> Folder:
    """The folder as it stands; lists that it does not hold itself are looked for in ``city``."""
    application = read_toml(path / "application.toml")
    examples = {file.stem: read_toml(file) for file in sorted(path.glob("examples/*.toml"))}
    notice = path / "notice.typ"
    lists = {name: read_toml(_found(name, path, city)) for name in _list_names(application.table)}
    return Folder(path, application, examples, lists, notice.read_text(encoding="utf-8") if notice.exists() else "")


def _found(name: str, *folders: Path) -> Path:
    files = [folder / Path(name).name for folder in folders]
    return next((file for file in files if file.exists()), files[0])


def _list_names(table: Any) -> list[str]:
    """Every ``source`` in ``table``, at any depth."""
    if isinstance(table, list):
        return [name for entry in table for name in _list_names(entry)]
    if not isinstance(table, dict):
        return []
    own = [table["source"]] if isinstance(table.get("source"), str) else []
    return own + [name for value in table.values() for name in _list_names(value)]


def _plain(value: Any) -> Any:
    """Dates as JSON has them."""
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_plain(entry) for entry in value]
    return value.isoformat() if isinstance(value, date | datetime | time) else value
