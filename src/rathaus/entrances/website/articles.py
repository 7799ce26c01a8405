"""News and pages the city wrote: Markdown files with a head of TOML between two lines of ``+++``."""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from rathaus.lib.markup import to_html

FENCE = "+++"


class Malformed(ValueError):
    """The file has no head, or one without a title."""


@dataclass(frozen=True)
class Article:
    """One text. ``english`` may hold ``title``, ``summary`` and ``text`` (HTML)."""

    slug: str
    title: str
    summary: str
    html: str
    day: date | None = None
    day_text: str = ""
    english: dict[str, Any] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"/aktuelles/{self.slug}/"


def read_article(file: Path) -> Article:
    """The article in ``file``; raises Malformed with the file's name."""
    _, fence, rest = file.read_text(encoding="utf-8").partition(FENCE)
    head, closing, body = rest.partition(FENCE)
    if not (fence and closing):
        raise Malformed(f"{file.name}: needs a head between two lines of {FENCE}")
    try:
        facts = tomllib.loads(head)
        title, english = facts["title"], facts.get("en", {})
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise Malformed(f"{file.name}: {error}") from error
    return Article(
        slug=file.stem,
        title=title,
        summary=facts.get("summary", ""),
        html=to_html(body),
        day=facts.get("date"),
        day_text=facts.get("date_text", ""),
        english=english | {"text": to_html(english.get("text", ""))},
    )


@cache
def news() -> list[Article]:
    """All news, newest first."""
    return sorted(_folder("news"), key=lambda article: article.day or date.min, reverse=True)


@cache
def pages() -> dict[str, Article]:
    """The city's own pages by slug: Impressum, Datenschutz …"""
    return {article.slug: article for article in _folder("pages")}


def _folder(name: str) -> list[Article]:
    folder = settings.CONTENT_DIR / "cities" / settings.CITY / name
    return [read_article(file) for file in sorted(folder.glob("*.md"))]
