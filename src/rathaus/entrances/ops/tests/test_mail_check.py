"""``rathaus check --deploy`` says where no mail could leave the house; nothing is sent."""

import pytest
from pytest_django import Settings

from rathaus.entrances.ops.checks.mail import the_mail_server_answers
from rathaus.foundation.notifications.tests.conftest import MailServer, mail_server

__all__ = ["mail_server"]


def found() -> list[str]:
    return [str(message) for message in the_mail_server_answers()]


def test_a_server_that_answers_is_left_in_peace_and_gets_no_mail(mail_server: MailServer) -> None:
    assert found() == []
    assert mail_server.tried == 0


def test_one_that_is_away_is_named(mail_server: MailServer) -> None:
    mail_server.stop()
    (message,) = found()
    assert f"SMTP_URL: 127.0.0.1:{mail_server.port} takes no mail from here (Connection refused)" in message


def test_a_name_that_nobody_has_is_named(mail_server: MailServer, settings: Settings) -> None:
    settings.EMAIL_HOST = "nosuchhost.invalid"
    (message,) = found()
    assert "SMTP_URL: nosuchhost.invalid:" in message


def test_one_that_knows_no_tls_or_no_password_is_named_without_it(mail_server: MailServer, settings: Settings) -> None:
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "rathaus", "geheim"
    (message,) = found()
    assert "(SMTPNotSupportedError)" in message
    assert "geheim" not in message
    settings.EMAIL_USE_TLS = True
    assert "(SMTPNotSupportedError)" in found()[0]


@pytest.mark.parametrize("backend", ["filebased", "locmem"])
def test_where_no_server_is_set_none_is_asked(backend: str, settings: Settings) -> None:
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"
    assert found() == []
