"""A mail as a letter: who wrote, what, with which files, and whether a person did."""

import hashlib
import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import compat32

from rathaus.integrations.email_intake.reading import headers, machines, parts, quoting
from rathaus.integrations.email_intake.reading.parts import File, Found
from rathaus.integrations.email_intake.reading.returned import Returned, returned
from rathaus.lib.text import clean

LONGEST_TITLE = 120
_FAILS = re.compile(r"\b(spf|dkim|dmarc)\s*=\s*(\w+)")


class Unreadable(Exception):
    """Nothing can be made of this mail; ``reason`` names what happened, and holds nothing of its content."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Letter:
    """What can be known of a mail."""

    sender: str
    """The one address in From, in lower case; empty if there is none that can be trusted to be one."""
    title: str
    text: str
    files: tuple[File, ...]
    machine: str
    """What kind of machine wrote it (see ``machines``); empty for a person."""
    is_doubtful: bool
    """Our mail server says that the sender's address is forged."""
    is_answer: bool
    """Answers a mail of ours."""
    returned: Returned | None
    """The mail of ours that came back with it."""
    digest: str
    """The same for the same mail, however often it arrives."""

    @property
    def is_empty(self) -> bool:
        return not (self.title or self.text or self.files)


def read(raw: bytes, *, own: frozenset[str] = frozenset(), host: str = "") -> Letter:
    """The letter in ``raw``; raises Unreadable, and nothing else, whatever the bytes are.

    ``own`` are the addresses we write from, ``host`` is where the Message-IDs of our mails end.
    """
    try:
        return _letter(message_from_bytes(raw, policy=compat32), own, host)
    # What a stranger's bytes can do to a parser has no end: thirty years of it are not a list of classes.
    except Exception as error:
        raise Unreadable(type(error).__name__) from error


def _letter(message: Message, own: frozenset[str], host: str) -> Letter:
    sender, subject, found = headers.sender(message), headers.subject(message), parts.find(message)
    own_text = clean(quoting.own_words(clean_lines(found.text)))
    if not own_text and not found.files and found.letters:
        subject, own_text = _inner(subject, found)
    machine = machines.sign(message, sender, own)
    return Letter(
        sender=sender,
        title=shortened(subject or _first_line(own_text)),
        text=own_text,
        files=tuple(found.files),
        machine=machine,
        is_doubtful=_is_forged(message),
        is_answer=bool(host) and f"@{host}>".lower() in _answered(message),
        returned=returned(message, host) if machine == machines.BOUNCE else None,
        digest=_digest(message, found),
    )


def clean_lines(text: str) -> str:
    """Line ends as ours, before lines are looked at; the mark of a signature keeps its blank."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").replace("\xa0", " ")


def shortened(title: str) -> str:
    """At most as long as a title may be, cut between words where possible."""
    if len(title) <= LONGEST_TITLE:
        return title
    cut = title[: LONGEST_TITLE - 2]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:-–") + " …"


def _inner(subject: str, found: Found) -> tuple[str, str]:
    """A letter forwarded as an attachment, with nothing written above it, speaks for itself."""
    inner = found.letters[0]
    text = clean(quoting.own_words(clean_lines(parts.find(inner).text)))
    return subject or headers.subject(inner), text


def _first_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if len(line.split()) > 2]
    said = [
        line for line in lines if not re.match(r"(?i)(sehr geehrte|guten (tag|morgen|abend)|hallo|liebe|dear)\b", line)
    ]
    return next(iter(said or lines), text.partition("\n")[0])


def _is_forged(message: Message) -> bool:
    """What our own mail server, whose header stands on top, found out about the sender."""
    found = dict(_FAILS.findall(headers.first(message, "Authentication-Results").lower()))
    return found.get("dmarc") == "fail" or (found.get("spf") == "fail" and found.get("dkim") != "pass")


def _answered(message: Message) -> str:
    return f"{headers.first(message, 'In-Reply-To')} {headers.first(message, 'References')}".lower()


def _digest(message: Message, found: Found) -> str:
    """Sender and Message-ID: nobody can keep another's mail away by using its Message-ID first."""
    author = headers.first(message, "From")
    if name := headers.first(message, "Message-ID"):
        return _sha256([author, name])
    contents = [hashlib.sha256(file.content).hexdigest() for file in found.files]
    return _sha256([author, headers.first(message, "Date"), headers.first(message, "Subject"), found.text, *contents])


def _sha256(pieces: list[str]) -> str:
    return hashlib.sha256("\0".join(pieces).encode("utf-8", "surrogatepass")).hexdigest()
