"""A clock to be moved, and a real mail server with moods."""

import smtplib
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from unittest.mock import patch

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.utils import timezone
from pytest_django import Settings

from tests.clock import travel_to

__all__ = ["travel_to"]

Later = Callable[..., None]


@pytest.fixture
def later() -> Iterator[Later]:
    """``later(minutes=5)``: from then on it is so much later, all told."""
    gone, true = [timedelta()], timezone.now

    def wait(**more: float) -> None:
        gone[0] += timedelta(**more)

    with patch("django.utils.timezone.now", lambda: true() + gone[0]):
        yield wait


@dataclass
class MailServer:
    """Takes mails on ``port`` while it is up. ``mood`` is what it does to a mail: see ``_Handler``."""

    port: int
    mood: str = "kind"
    taken: list[EmailMessage] = field(default_factory=list)
    tried: int = 0
    _running: Controller | None = None

    def start(self) -> None:
        self._running = Controller(_Handler(self), hostname="127.0.0.1", port=self.port)
        self._running.start()

    def stop(self) -> None:
        if self._running:
            self._running.stop()
        self._running = None


class _Handler:
    def __init__(self, server: MailServer) -> None:
        self.server = server

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's word)
        self, smtp: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        self.server.tried += 1
        if self.server.mood == "no such user":
            return "550 5.1.1 User unknown"
        if self.server.mood == "greylisting":
            return "450 4.7.1 Come back later"
        if self.server.mood == "confused":
            return "999 5.1.1 User unknown, or is she"
        if self.server.mood == "closing":
            return "421 4.3.2 Going down"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 (aiosmtpd's word)
        self, smtp: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.server.mood == "slow":
            time.sleep(0.6)
        if self.server.mood == "spam":
            return "554 5.7.1 Looks like spam"
        content = envelope.content
        assert isinstance(content, bytes)
        self.server.taken.append(message_from_bytes(content, _class=EmailMessage, policy=policy.default))
        if self.server.mood == "drops":
            # It has the mail, and hangs up before it says so.
            smtp.transport.abort()
        return "250 OK"


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[MailServer]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        server = MailServer(probe.getsockname()[1])
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 0.3
    settings.EMAIL_USE_TLS = False
    server.start()
    yield server
    with suppress(OSError, smtplib.SMTPException):
        server.stop()
