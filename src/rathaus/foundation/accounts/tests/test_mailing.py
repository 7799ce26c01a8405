"""Mails that go with a page: whoever waits for one waits some seconds at most, and nobody else because of her."""

import smtplib
import socket
import time
from collections.abc import Iterator

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django import Settings

from rathaus.foundation.accounts import mailing
from rathaus.foundation.accounts.mailing import Away, Outcome
from rathaus.foundation.accounts.tests.visiting import SIGN_UP, Outbox
from rathaus.lib.breaker import Breaker

pytestmark = pytest.mark.django_db
NEW = {"name": "Neu", "password1": "drei Möwen am Hafen"}
NO_MAIL = "Wir können gerade keine E-Mail verschicken."


@pytest.fixture(autouse=True)
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Outcome]:
    """What became of each mail; nothing of it outlives the test."""
    told: list[Outcome] = []
    monkeypatch.setattr(mailing, "_server", Breaker(Away, mailing.PAUSE))
    monkeypatch.setattr(mailing, "_receivers", [told.append])
    return told


@pytest.fixture
def silent(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A mail server that takes the call and says nothing."""
    monkeypatch.setattr(mailing, "PATIENCE", 0.5)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.getsockname()
        yield


def a_mail() -> EmailMessage:
    return EmailMessage("Ihr Code", "ABC-123", to=["neu@rathaus.example"])


def test_a_mail_that_is_sent_bears_the_name_of_the_house(
    settings: Settings, mailoutbox: Outbox, heard: list[Outcome]
) -> None:
    settings.PUBLIC_ADDRESS = "https://rathaus.duisburg.de"
    assert mailing.send(a_mail())
    assert str(mailoutbox[0].message()["Message-ID"]).endswith("@rathaus.duisburg.de>")
    assert heard == [Outcome.SENT]


def test_a_server_that_hangs_is_waited_for_once(silent: None, heard: list[Outcome]) -> None:
    pages, times = [], []
    for name in ("neu", "anders", "noch-eine", "und-noch-eine"):
        began = time.monotonic()
        new = NEW | {"email": f"{name}@rathaus.example"}
        pages.append(Client().post(SIGN_UP, new, follow=True).content.decode())
        times.append(time.monotonic() - began)
    assert all(NO_MAIL in page for page in pages)
    assert times[0] >= 0.5
    assert max(times[1:]) < 0.5
    assert heard == [Outcome.AWAY] * 4


def test_once_it_is_back_the_next_one_gets_her_mail(
    silent: None, settings: Settings, monkeypatch: pytest.MonkeyPatch, mailoutbox: Outbox
) -> None:
    assert not mailing.send(a_mail())
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert not mailing.send(a_mail())
    monkeypatch.setattr(mailing._server, "pause", 0)
    assert mailing.send(a_mail())
    assert len(mailoutbox) == 1


def test_a_server_that_refuses_one_mail_is_not_away(monkeypatch: pytest.MonkeyPatch, heard: list[Outcome]) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise smtplib.SMTPDataError(554, b"spam")

    with monkeypatch.context() as over:
        over.setattr(EmailMessage, "send", refuse)
        assert not mailing.send(a_mail())
    assert mailing.send(a_mail())
    assert heard == [Outcome.REFUSED, Outcome.SENT]
