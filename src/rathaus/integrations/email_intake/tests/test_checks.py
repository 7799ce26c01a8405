"""``rathaus check --deploy`` says where no mail could be read."""

import pytest
from pytest_django import Settings

from rathaus.integrations.email_intake.account import Account
from rathaus.integrations.email_intake.checks import the_mailbox_opens
from rathaus.integrations.email_intake.tests.conftest import url
from scripts import dovecot


def found() -> list[str]:
    return [str(message) for message in the_mailbox_opens()]


def test_a_mailbox_that_opens_is_left_in_peace(mailbox: Account) -> None:
    assert found() == []


def test_a_wrong_password_is_named_and_not_repeated(imap_server: dovecot.Server, settings: Settings) -> None:
    settings.IMAP_URL = url("imap", imap_server.plain_port, "falsch")
    (message,) = found()
    assert "IMAP_URL: the mailbox at localhost does not open (MailboxLoginError)" in message
    assert "falsch" not in message


@pytest.mark.parametrize("place", ["localhost:1", "nosuchhost.invalid"])
def test_one_that_is_away_is_named(place: str, settings: Settings) -> None:
    settings.IMAP_URL = f"imaps://ideen:geheim@{place}/INBOX"
    (message,) = found()
    assert "IMAP_URL" in message
    assert "geheim" not in message


def test_without_one_nobody_is_asked_nor_one_without_tls_elsewhere(settings: Settings) -> None:
    for address in ("", "imap://ideen:geheim@localhost.evil.de/INBOX"):
        settings.IMAP_URL = address
        assert found() == []
