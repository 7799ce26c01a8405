"""Small readings of clean HTML."""

import html
import re

LONGEST_SENTENCE = 240


def plain(clean_html: str) -> str:
    """The text alone."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", clean_html)).split())


def first_sentence(clean_html: str) -> str:
    """The first sentence as plain text, at most ``LONGEST_SENTENCE`` long, cut at a word."""
    sentence = re.split(r"(?<=[a-zäöüß)]{2}[.!?:])\s", plain(clean_html[:4000]), maxsplit=1)[0]
    if len(sentence) <= LONGEST_SENTENCE:
        return sentence
    return sentence[:LONGEST_SENTENCE].rsplit(" ", 1)[0] + " …"


def lead_and_rest(clean_html: str) -> tuple[str, str]:
    """What stands before the first heading, and everything from there; a text without headings is all rest."""
    lead, heading, rest = clean_html.partition("<h2")
    return (lead, heading + rest) if heading else ("", clean_html)
