"""Mails say that something waits, never what; each goes out once, also when the mail server comes and goes."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from pytest_django import DjangoAssertNumQueries, Settings

from rathaus.foundation.notifications.actions import announce
from rathaus.foundation.notifications.delivery import attempt
from rathaus.foundation.notifications.kinds import KINDS
from rathaus.foundation.notifications.models import Mail

pytestmark = pytest.mark.django_db

ANNA = "anna@rathaus.example"
Outbox = list[EmailMessage]


def announced(kind: str = "message", **more: str) -> Mail:
    mail = announce(ANNA, kind, **more)
    assert mail
    return mail


def test_an_announced_mail_goes_out_by_a_task(mailoutbox: Outbox, run_tasks: Callable[[], int]) -> None:
    mail = announced()
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
    there, *stop = [word for word in sent.body.split() if "://" in word]
    assert there == "https://rathaus.example/status/"
    assert [link.startswith("https://rathaus.example/benachrichtigungen/") for link in stop] == (
        [] if KINDS[kind].must else [True]
    )
    assert "\n" not in sent.subject
    assert not any(word in sent.subject + sent.body for word in ("Hund", "Bescheid", "7K4M", "anna"))


def test_what_always_comes_says_why(mailoutbox: Outbox, run_tasks: Callable[[], int]) -> None:
    announce(ANNA, "question")
    run_tasks()
    assert "Es kann eine Frist laufen." in mailoutbox[0].body
    assert "List-Unsubscribe" not in mailoutbox[0].message()


def test_a_mail_keeps_its_message_id_and_says_that_a_program_wrote_it(
    mailoutbox: Outbox, run_tasks: Callable[[], int], settings: Settings
) -> None:
    settings.PUBLIC_ADDRESS = "https://rathaus.example:8443"
    mail = announced("notice")
    run_tasks()
    headers = mailoutbox[0].message()
    assert headers["Message-ID"] == f"<{mail.id}@rathaus.example>"
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["X-Auto-Response-Suppress"] == "All"


def test_the_link_of_a_mail_is_forgotten_once_it_is_sent(mailoutbox: Outbox) -> None:
    mail = announced("idea_received", path="/ideen/anspruch/GEHEIM/")
    assert mail.context == {"path": "/ideen/anspruch/GEHEIM/"}, "it still has to go out"
    attempt(str(mail.id))
    mail.refresh_from_db()
    assert mail.context == {}
    assert "GEHEIM" in mailoutbox[0].body


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
    announce(ANNA, "message")
    with django_assert_num_queries(6):  # savepoint, recipient, her choice, mail, task, release
        announce(ANNA, "message")
