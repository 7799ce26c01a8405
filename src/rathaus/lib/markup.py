"""Markdown and foreign HTML, made safe: only an allow-list of tags leaves this file."""

import nh3
from markdown_it import MarkdownIt

TAGS = {"a", "abbr", "b", "blockquote", "br", "code", "dd", "dl", "dt", "em", "h2", "h3", "h4", "hr", "i", "li", "ol",
        "p", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"}  # fmt: skip
ATTRIBUTES = {"a": {"href", "hreflang", "lang"}, "abbr": {"title"}, "th": {"scope"}, "td": {"colspan"}}
SCHEMES = {"http", "https", "mailto", "tel"}

_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


def clean_html(html: str) -> str:
    """``html`` with allowed tags, attributes and link schemes only; everything else is dropped, its text kept."""
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener")


def to_html(markdown: str) -> str:
    """Markdown as clean HTML; raw HTML in it shows as text."""
    return clean_html(_markdown.render(markdown))
