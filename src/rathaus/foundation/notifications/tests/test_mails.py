"""Mails say that something waits, never what; each goes out once, also when the mail server comes and goes."""

from collections.abc import Callable
from datetime import timedelta
from smtplib import SMTPServerDisconnected
from unittest.mock import patch

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries, Settings

from rathaus.foundation.notifications.actions import announce
from rathaus.foundation.notifications.delivery import PAUSES, attempt
from rathaus.foundation.notifications.models import Mail
from rathaus.foundation.notifications.wording import KINDS

pytestmark = pytest.mark.django_db

ANNA = "anna@rathaus.example"
Outbox = list[EmailMessage]


@pytest.fixture
def no_mail_server() -> object:
    with patch.object(EmailMessage, "send", side_effect=SMTPServerDisconnected("anna@rathaus.example refused")) as send:
        yield send


def test_an_announced_mail_goes_out_by_a_task(mailoutbox: Outbox, run_tasks: Callable[[], int]) -> None:
    mail = announce(ANNA, "message")
    assert mailoutbox == []
    run_tasks()
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (Mail.State.SENT, 1)
    assert [sent.to for sent in mailoutbox] == [[ANNA]]


def test_what_is_rolled_back_sends_nothing(mailoutbox: Outbox, run_tasks: Callable[[], int]) -> None:
    with transaction.atomic():
        announce(ANNA, "message")
        transaction.set_rollback(True)
    assert run_tasks() == 0
    assert mailoutbox == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_mail_leads_to_our_own_address_and_tells_nothing(
    kind: str, language: str, mailoutbox: Outbox, run_tasks: Callable[[], int], settings: Settings
) -> None:
    settings.PUBLIC_ADDRESS = "https://rathaus.example"
    announce(ANNA, kind, language=language, path="/status/")
    run_tasks()
    (sent,) = mailoutbox
    assert [word for word in sent.body.split() if "://" in word] == ["https://rathaus.example/status/"]
    assert "\n" not in sent.subject
    assert not any(word in sent.subject + sent.body for word in ("Hund", "Bescheid", "7K4M", "anna"))


def test_a_mail_keeps_its_message_id_and_says_that_a_program_wrote_it(
    mailoutbox: Outbox, run_tasks: Callable[[], int], settings: Settings
) -> None:
    settings.PUBLIC_ADDRESS = "https://rathaus.example:8443"
    mail = announce(ANNA, "notice")
    run_tasks()
    headers = mailoutbox[0].message()
    assert headers["Message-ID"] == f"<{mail.id}@rathaus.example>"
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["X-Auto-Response-Suppress"] == "All"


def test_the_link_of_a_mail_is_forgotten_once_it_is_sent(no_mail_server: object) -> None:
    mail = announce(ANNA, "idea_received", path="/ideen/anspruch/GEHEIM/")
    attempt(str(mail.id))
    mail.refresh_from_db()
    assert mail.context == {"path": "/ideen/anspruch/GEHEIM/"}, "it still has to go out"
    with patch.object(EmailMessage, "send"):
        attempt(str(mail.id))
    mail.refresh_from_db()
    assert mail.context == {}


def test_delivering_twice_sends_once(mailoutbox: Outbox, run_tasks: Callable[[], int]) -> None:
    mail = announce(ANNA, "message")
    run_tasks()
    assert attempt(str(mail.id)) is None
    assert len(mailoutbox) == 1


def test_without_a_mail_server_the_mail_waits_and_comes_back_later(
    no_mail_server: object, run_tasks: Callable[[], int]
) -> None:
    mail = announce(ANNA, "message")
    assert run_tasks() == 1
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.sent_at) == (Mail.State.WAITING, 1, None)
    again = DBTaskResult.objects.get(status="READY")
    assert timedelta(seconds=30) < again.run_after - timezone.now() <= PAUSES[0]


def test_when_the_mail_server_is_back_the_mail_goes_out(mailoutbox: Outbox, run_tasks: Callable[[], int]) -> None:
    with patch.object(EmailMessage, "send", side_effect=ConnectionRefusedError):
        mail = announce(ANNA, "message")
        run_tasks()
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
    run_tasks()
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, len(mailoutbox)) == (Mail.State.SENT, 2, 1)


def test_after_the_last_attempt_the_mail_is_given_up(no_mail_server: object) -> None:
    mail = announce(ANNA, "message")
    Mail.objects.update(attempts=len(PAUSES))
    assert attempt(str(mail.id)) is None
    mail.refresh_from_db()
    assert mail.state == Mail.State.FAILED


def test_the_pauses_grow_to_about_three_days() -> None:
    assert sorted(PAUSES) == PAUSES
    assert timedelta(days=2.5) < sum(PAUSES, timedelta()) < timedelta(days=4)


def test_a_failed_sending_leaves_no_address_in_the_log(
    no_mail_server: object, caplog: pytest.LogCaptureFixture
) -> None:
    mail = announce(ANNA, "message")
    attempt(str(mail.id))
    assert str(mail.id) in caplog.text
    assert ANNA not in caplog.text


@pytest.mark.parametrize("address", ["a@b.example\nBcc: all@b.example", "a@b.example\r\nX: y", "kein-at", ""])
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        announce(address, "message")
    assert not Mail.objects.exists()


@pytest.mark.parametrize("path", ["//evil.example/", "https://evil.example/", "mein/"])
def test_a_mail_leads_nowhere_else(path: str) -> None:
    with pytest.raises(ValueError, match="place of this house"):
        announce(ANNA, "message", path=path)


def test_announcing_takes_few_statements(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(4):  # savepoint, mail, task, release
        announce(ANNA, "message")
