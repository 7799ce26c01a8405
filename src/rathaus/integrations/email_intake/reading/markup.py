"""HTML mails as plain text, their quotations marked with „>“ as in a plain mail."""

import re
from html import unescape

import nh3

from rathaus.lib.text import clean

LONGEST = 500_000
"""Characters of HTML that are looked at."""
MOST_TAGS = 10_000
"""Tags that are looked at: ten times as deep takes a parser a hundred times as long."""
_BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table"}
_LINES = {"div", "tr", "br", "hr"}
_TAGS = _BLOCKS | _LINES | {"li", "td", "pre", "blockquote"}
_INVISIBLE = {"script", "style", "title", "template"}
_PRE = re.compile(r"<pre>(.*?)</pre>", re.DOTALL)
_TAG = re.compile(r"<(/?[a-z0-9]+)>")
_OPENING, _CLOSING = "\x01", "\x02"


def plain(html: str) -> str:
    """The text of ``html``: a line for each line, a blank line between paragraphs, „- “ before list items."""
    looked_at = "<".join(clean(html[:LONGEST]).split("<", MOST_TAGS)[:MOST_TAGS])
    tidy = nh3.clean(looked_at, tags=_TAGS, attributes={}, clean_content_tags=_INVISIBLE, link_rel=None)
    tidy = _PRE.sub(lambda found: found[1].replace("\n", "<br>"), tidy)
    marked = _TAG.sub(_mark, re.sub(r"\s+", " ", tidy))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_quoted(unescape(marked)))).strip()


def _mark(found: re.Match[str]) -> str:
    tag = found[1]
    if tag.lstrip("/") == "blockquote":
        return f"\n{_CLOSING if tag[0] == '/' else _OPENING}\n"
    if tag == "li":
        return "\n- "
    if tag == "/td":
        return " "
    return "\n\n" if tag.lstrip("/") in _BLOCKS else "\n" if tag.lstrip("/") in _LINES else ""


def _quoted(marked: str) -> list[str]:
    lines, depth = [], 0
    for line in marked.split("\n"):
        text = line.replace("\xa0", " ").strip()
        if text in (_OPENING, _CLOSING):
            depth = max(0, depth + (1 if text == _OPENING else -1))
        else:
            lines.append(f"> {text}" if depth else text)
    return lines
