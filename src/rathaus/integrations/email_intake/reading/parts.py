"""The parts of a mail: its text, its attachments, and letters inside it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message

from rathaus.integrations.email_intake.reading import headers, markup
from rathaus.integrations.email_intake.reading.charsets import decode

MOST_PARTS = 200
"""Parts that are looked at; a letter written by hand has a dozen."""
DEEPEST = 20
DECORATION = 15_000
"""Bytes of a picture shown within the text below which it is a logo."""
_SIGNATURES = {
    "application/pgp-signature",
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-keys",
}


@dataclass(frozen=True)
class File:
    """An attachment as it came, neither cleaned nor believed."""

    name: str
    content: bytes


@dataclass
class Found:
    """What was found so far."""

    texts: list[str] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    letters: list[Message] = field(default_factory=list)
    """Mails forwarded as attachments."""
    left: int = MOST_PARTS

    @property
    def text(self) -> str:
        return "\n\n".join(text for text in self.texts if text.strip())


def find(message: Message) -> Found:
    """Text, attachments and inner letters; what lies deeper or comes later than anybody writes is left."""
    found = Found()
    _visit(message, found, 0)
    return found


def _visit(part: Message, found: Found, depth: int) -> None:
    found.left -= 1
    if found.left < 0 or depth > DEEPEST:
        return
    kind = part.get_content_type()
    if kind == "message/rfc822":
        found.letters += _children(part)
    elif kind == "multipart/alternative":
        _choose(part, found, depth)
    elif part.is_multipart():
        for child in _children(part):
            _visit(child, found, depth + 1)
    elif kind not in _SIGNATURES:
        _take(part, kind, found)


def _choose(part: Message, found: Found, depth: int) -> None:
    """The same text several times: the plainest that says something."""
    for child in sorted(_children(part), key=lambda child: child.get_content_type() != "text/plain"):
        one = Found(left=found.left)
        _visit(child, one, depth + 1)
        found.left = one.left
        found.files += one.files
        found.letters += one.letters
        if not found.text:
            found.texts += one.texts


def _take(part: Message, kind: str, found: Found) -> None:
    name = _name(part)
    if kind.startswith("text/") and not name and part.get_content_disposition() != "attachment":
        if kind in ("text/plain", "text/html"):
            found.texts.append(_text(part, kind))
        return
    content = _content(part)
    if kind.startswith("multipart/"):
        # A multipart without its parts: the boundary is wrong, but people can read it.
        found.texts.append(decode(content, ""))
    elif not _is_decoration(part, content):
        found.files.append(File(name, content))


def _text(part: Message, kind: str) -> str:
    text = decode(_content(part), str(part.get_content_charset() or ""))
    if kind == "text/html":
        return markup.plain(text)
    flowed = str(part.get_param("format", "")).lower() == "flowed"
    return "\n".join(_unfolded(text.splitlines())) if flowed else text


def _unfolded(lines: list[str]) -> Iterator[str]:
    """Lines of format=flowed (RFC 3676) joined to the paragraphs they were."""
    paragraph = ""
    for line in lines:
        if line.endswith(" ") and line != "-- " and not line.startswith(">"):
            paragraph += line
        elif line == "-- " or line.startswith(">"):
            yield from (text for text in (paragraph, line) if text)
            paragraph = ""
        else:
            yield paragraph + line
            paragraph = ""
    yield paragraph


def _is_decoration(part: Message, content: bytes) -> bool:
    shown_within = part.get_content_disposition() != "attachment" and headers.first(part, "Content-ID")
    return bool(part.get_content_maintype() == "image" and shown_within and len(content) < DECORATION)


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _children(part: Message) -> list[Message]:
    children = part.get_payload()
    return [child for child in children if isinstance(child, Message)] if isinstance(children, list) else []


def _name(part: Message) -> str:
    try:
        return headers.words(part.get_filename() or "")
    except (ValueError, LookupError, TypeError):
        return ""
