"""The mailbox, spoken to by IMAP; nothing in it is changed but two flags."""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted, MailMessageFlags
from imap_tools.errors import ImapToolsError

from rathaus.integrations.email_intake.account import Account
from rathaus.integrations.email_intake.reading import Unreadable

TROUBLE = (ImapToolsError, imaplib.IMAP4.error, OSError)
"""The mailbox cannot be reached or does not obey: not the fault of a mail."""
TIMEOUT = 60
WHOLE = 40 * 1024 * 1024
"""Bytes up to which a mail is fetched as a whole: more than mail servers usually carry."""
BEGINNING = 1024 * 1024
"""Bytes fetched of a larger one: headers and text come first."""


@dataclass(frozen=True)
class Fetched:
    """A mail as it came, or its beginning."""

    raw: bytes
    is_whole: bool


class Mailbox:
    """One open folder."""

    def __init__(self, name: str, session: BaseMailBox) -> None:
        self.name = name
        self._session = session
        self.uid_validity = int(session.folder.status(session.folder.get(), ["UIDVALIDITY"])["UIDVALIDITY"])

    def uids_after(self, last: int) -> list[int]:
        """UIDs above ``last``, the oldest first."""
        # „n:*“ always names the newest mail, also where its UID is below n (RFC 3501, 6.4.8).
        return sorted(uid for uid in map(int, self._session.uids(f"UID {last + 1}:*")) if uid > last)

    def fetch(self, uid: int) -> Fetched:
        """The mail, without marking it as seen; raises Unreadable if the server has none to give."""
        size = self._size(uid)
        if size <= WHOLE:
            return Fetched(self._body(uid, "BODY.PEEK[]"), is_whole=True)
        return Fetched(self._body(uid, f"BODY.PEEK[]<0.{BEGINNING}>"), is_whole=False)

    def mark(self, uid: int, *, dealt_with: bool) -> None:
        """Seen, or flagged for people to look at."""
        flag = MailMessageFlags.SEEN if dealt_with else MailMessageFlags.FLAGGED
        # Some mailboxes may only be read: what was done is in the database anyway.
        with suppress(ImapToolsError):
            self._session.flag(str(uid), flag, True)

    def _size(self, uid: int) -> int:
        _, answer = self._session.client.uid("FETCH", str(uid), "(RFC822.SIZE)")
        found = re.search(rb"RFC822\.SIZE (\d+)", b" ".join(line for line in answer if isinstance(line, bytes)))
        if not found:
            raise Unreadable("gone")
        return int(found[1])

    def _body(self, uid: int, what: str) -> bytes:
        _, answer = self._session.client.uid("FETCH", str(uid), f"({what})")
        body = next((part[1] for part in answer if isinstance(part, tuple)), None)
        if body is None:
            raise Unreadable("gone")
        return body


@contextmanager
def opened(account: Account, timeout: int = TIMEOUT) -> Iterator[Mailbox]:
    """The mailbox, signed in; raises one of ``TROUBLE``."""
    session = _connect(account, timeout)
    try:
        session.login(account.user, account.password, initial_folder=account.folder)
        yield Mailbox(account.name, session)
    finally:
        # A line that is dead already cannot be hung up.
        with suppress(*TROUBLE):
            session.logout()


def _connect(account: Account, timeout: int) -> BaseMailBox:
    # What Python's imaplib takes by itself checks no certificate.
    trust = ssl.create_default_context()
    if account.scheme == "imaps":
        return MailBox(account.host, account.port, timeout=timeout, ssl_context=trust)
    if account.scheme == "imap+tls":
        return MailBoxStartTls(account.host, account.port, timeout=timeout, ssl_context=trust)
    return MailBoxUnencrypted(account.host, account.port, timeout=timeout)
