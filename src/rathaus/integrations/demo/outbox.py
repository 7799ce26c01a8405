"""The mails that a demo writes to files instead of sending them."""

import email
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

MOST = 50

_END_OF_MAIL = re.compile(rb"^-{79}\n", re.MULTILINE)
"""What Django's file backend writes after each mail."""


@dataclass(frozen=True)
class Mail:
    """A mail as its receiver would see it."""

    to: str
    subject: str
    sent_at: datetime | None
    text: str


def newest_mails() -> list[Mail]:
    """The newest mails, newest first; none where mails are really sent."""
    if not (folder := getattr(settings, "EMAIL_FILE_PATH", None)):
        return []
    files = sorted(Path(folder).glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)[:MOST]
    mails = [mail for file in files for mail in reversed(_mails_in(file))]
    return mails[:MOST]


def _mails_in(file: Path) -> list[Mail]:
    return [_read(raw) for raw in _END_OF_MAIL.split(file.read_bytes()) if raw.strip()]


def _read(raw: bytes) -> Mail:
    message = email.message_from_bytes(raw, _class=EmailMessage, policy=policy.default)
    body = message.get_body(("plain",))
    sent_at = parsedate_to_datetime(message["Date"]) if message["Date"] else None
    return Mail(
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        # Python reads -0000, which Django writes, as a time without a zone; it means UTC (RFC 5322, 3.3).
        sent_at=sent_at.replace(tzinfo=sent_at.tzinfo or UTC) if sent_at else None,
        text=body.get_content() if body else "",
    )
