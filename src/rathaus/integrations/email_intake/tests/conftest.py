"""A real mailbox, started once for all tests that need one, and emptied for each."""

import imaplib
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from pytest_django import Settings

from rathaus.integrations.email_intake.account import Account, account
from scripts import dovecot

MAILS = Path(__file__).parent / "mails"
Put = Callable[[bytes], None]


@pytest.fixture(scope="session")
def imap_server() -> Iterator[dovecot.Server]:
    try:
        with dovecot.server() as running:
            yield running
    except dovecot.Missing as missing:
        pytest.skip(f"THE MAILBOX TESTS DID NOT RUN: {missing}")


@pytest.fixture
def client(imap_server: dovecot.Server) -> Iterator[imaplib.IMAP4]:
    """A mail program in which the mailbox is open, and empty."""
    session = imaplib.IMAP4("127.0.0.1", imap_server.plain_port)
    session.login(dovecot.USER, dovecot.PASSWORD)
    session.select("INBOX")
    session.uid("STORE", "1:*", "+FLAGS", r"(\Deleted)")
    session.expunge()
    yield session
    session.logout()


@pytest.fixture
def put(client: imaplib.IMAP4) -> Put:
    """Lay a mail into the mailbox."""

    def lay(raw: bytes) -> None:
        assert client.append("INBOX", "", None, raw)[0] == "OK"

    return lay


@pytest.fixture
def mailbox(client: imaplib.IMAP4, imap_server: dovecot.Server, settings: Settings) -> Account:
    settings.IMAP_URL = url("imap", imap_server.plain_port)
    settings.PUBLIC_ADDRESS = "https://rathaus.example"
    return account()


def url(scheme: str, port: int, password: str = dovecot.PASSWORD) -> str:
    return f"{scheme}://{quote(dovecot.USER, safe='')}:{quote(password, safe='')}@localhost:{port}/INBOX"


def mail(name: str) -> bytes:
    return (MAILS / f"{name}.eml").read_bytes()
