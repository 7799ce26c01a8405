"""Headers as people wrote them, whatever their programs made of it."""

import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from rathaus.integrations.email_intake.reading.charsets import decode
from rathaus.lib.text import clean

LONGEST = 4000
"""Characters of a header that are looked at."""
LONGEST_ADDRESS = 254
_PREFIXES = re.compile(
    r"(?i)^\s*(?:(?:re|aw|antw|antwort|fwd?|wg|sv|tr)(?:\[\d+\])?\s*:|\[(?:extern|external|ext)\])\s*"
)
_WHITE = re.compile(r"\s+")


def all_of(message: Message, name: str) -> list[str]:
    """Each header of this name, undecoded, the topmost first; bytes beyond ASCII read as their likeliest charset."""
    # Message.get would hide bytes beyond ASCII behind question marks.
    rows = [str(value) for key, value in message.raw_items() if key.lower() == name.lower()]
    return [_readable(value[:LONGEST]) for value in rows]


def first(message: Message, name: str) -> str:
    """The topmost header of this name, undecoded, in one line; empty if there is none."""
    return _WHITE.sub(" ", next(iter(all_of(message, name)), "")).strip()


def words(value: str) -> str:
    """``value`` with its encoded words (RFC 2047) read, in one clean line."""
    return _WHITE.sub(" ", clean(_decoded(value))).strip()


def subject(message: Message) -> str:
    """The subject without „AW:“, „Fwd:“ and the like before it."""
    text = words(first(message, "Subject"))
    while (shorter := _PREFIXES.sub("", text, count=1)) != text:
        text = shorter
    return text


def sender(message: Message) -> str:
    """The one address in the one From header, in lower case; empty if there is another number of either."""
    rows = all_of(message, "From")
    found = getaddresses(rows) if len(rows) == 1 else []
    address = found[0][1].lower() if len(found) == 1 else ""
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address if len(address) <= LONGEST_ADDRESS else ""


def _readable(value: str) -> str:
    return value if value.isascii() else decode(value.encode("ascii", "surrogateescape"), "")


def _decoded(value: str) -> str:
    if not value.isascii():
        return value
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError):
        return value
    return "".join(piece if isinstance(piece, str) else decode(piece, charset or "") for piece, charset in pieces)
