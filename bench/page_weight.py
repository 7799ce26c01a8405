"""What a browser with an empty cache fetches for a page, followed by the page's own references.

Markup, style sheets and what those import, scripts, icons, pictures in the page, and every font a style sheet names for
letters that stand on the page (a browser takes only the weights it shows: what is counted is the most it can be).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

_FACE = re.compile(r"@font-face\s*{[^}]*}")
_LETTERS = re.compile(r"unicode-range:\s*([^;}]+)")
_IN_STYLE = re.compile(r"""(?:@import\s+|url\()\s*(?:url\()?["']?([^"')\s;]+)""")
_TAGS = {"link": "href", "script": "src", "img": "src", "source": "srcset", "use": "href", "image": "href"}
_RELATIONS = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}


@dataclass(frozen=True)
class Fetched:
    """One answer: its address, and how many bytes went over the wire for its body."""

    address: str
    size: int


class _References(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        value = said.get(_TAGS.get(tag, ""))
        if value and (tag != "link" or _RELATIONS & set((said.get("rel") or "").split())):
            self.found.append(value.split()[0])


def weigh(page: str, fetch: Callable[[str], tuple[str, bytes, int]]) -> list[Fetched]:
    """All that is fetched for ``page``, each once. ``fetch`` gives type, plain body and size on the wire."""
    waiting, seen = [page], {}
    letters: set[int] = set()
    while waiting:
        address = waiting.pop(0)
        if address in seen:
            continue
        kind, body, size = fetch(address)
        seen[address] = Fetched(address, size)
        letters = letters or set(map(ord, body.decode()))
        waiting += [one for one in _named(address, kind, body, letters) if one not in seen]
    return list(seen.values())


def _named(address: str, kind: str, body: bytes, letters: set[int]) -> Iterator[str]:
    """What this one makes a browser fetch from the same server."""
    if "html" in kind:
        reader = _References()
        reader.feed(body.decode())
        named = reader.found
    elif "css" in kind:
        style = _FACE.sub(lambda face: face[0] if _is_for(face[0], letters) else "", body.decode())
        named = _IN_STYLE.findall(style)
    else:
        return
    for one in named:
        whole = urlsplit(urljoin(address, one))
        if not whole.scheme and not whole.netloc:
            yield whole.path + (f"?{whole.query}" if whole.query else "")


def _is_for(face: str, letters: set[int]) -> bool:
    """Whether this font has any of the letters; one without a range has all."""
    told = _LETTERS.search(face)
    return told is None or any(letters & _range(one.strip()) for one in told[1].split(","))


def _range(told: str) -> set[int]:
    """``U+0000-00FF`` or ``U+0131``."""
    first, _, last = told.removeprefix("U+").partition("-")
    return set(range(int(first, 16), int(last or first, 16) + 1))
