"""A mail of ours that came back: which one, and what the mail server said (RFC 3464)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from itertools import islice
from uuid import UUID

from rathaus.integrations.email_intake.reading import headers
from rathaus.integrations.email_intake.reading.parts import MOST_PARTS

_STATUS = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
_FINAL = "failed"


@dataclass(frozen=True)
class Returned:
    """``mail`` is what our Message-ID begins with, ``status`` as in RFC 3463 (``5.1.1``)."""

    mail: UUID
    status: str


def returned(message: Message, host: str) -> Returned | None:
    """What came back for good; None for a word of delay, and for what names no mail of ours.

    Our Message-IDs can't be guessed: who knows one got the mail, or carried it. ``host`` is where they end.
    """
    parts = list(islice(message.walk(), MOST_PARTS))
    status = next((said for part in parts for said in _said(part)), None)
    mail = next((found for part in parts for found in _named(part, host)), None)
    return Returned(mail, status) if host and mail and status else None


def _said(part: Message) -> Iterator[str]:
    """The status of each recipient for whom it failed; a report has one block for each."""
    if part.get_content_type() == "message/delivery-status":
        blocks = part.get_payload()
        for block in (one for one in (blocks if isinstance(blocks, list) else []) if isinstance(one, Message)):
            found = _STATUS.search(headers.first(block, "Status"))
            if found and headers.first(block, "Action").lower() == _FINAL:
                yield found[0]


def _named(part: Message, host: str) -> Iterator[UUID]:
    """Message-IDs of ours: of the enclosed mail, or its head; some programs name it in the report's own head."""
    names = [headers.first(part, name) for name in ("Message-ID", "In-Reply-To", "References")]
    if part.get_content_type() == "text/rfc822-headers":
        content = part.get_payload()
        names.append(content[: headers.LONGEST] if isinstance(content, str) else "")
    ours = re.compile(rf"<([0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}})@{re.escape(host)}>", re.IGNORECASE)
    for name in names:
        yield from (UUID(found) for found in ours.findall(name))
