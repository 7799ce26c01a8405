"""A real mailbox is read: each mail once, none ends the pass, each sender hears from us once and never in a loop."""

import imaplib
import io
from collections.abc import Callable
from unittest.mock import patch

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import Settings

from rathaus.foundation.notifications.models import Mail
from rathaus.integrations.email_intake import actions, passes
from rathaus.integrations.email_intake import mailbox as imap
from rathaus.integrations.email_intake.account import Account, account
from rathaus.integrations.email_intake.models import Outcome, ReceivedMail
from rathaus.integrations.email_intake.passes import fetch_new
from rathaus.integrations.email_intake.reading import Unreadable
from rathaus.integrations.email_intake.tests.conftest import MAILS, Put, mail, url
from rathaus.participation.ideas.actions.sending import digest_of
from rathaus.participation.ideas.models import Idea, Visibility
from scripts import dovecot

pytestmark = pytest.mark.django_db


def flags(client: imaplib.IMAP4) -> list[set[str]]:
    """Of each mail in the mailbox."""
    client.select("INBOX")
    _, answer = client.uid("FETCH", "1:*", "(FLAGS)")
    return [{f.decode() for f in imaplib.ParseFlags(line)} - {r"\Recent"} for line in answer if isinstance(line, bytes)]


def test_a_mail_becomes_an_idea_that_waits_for_the_team(
    mailbox: Account, put: Put, client: imaplib.IMAP4, mailoutbox: list[EmailMessage], run_tasks: Callable[[], int]
) -> None:
    put(mail("picture"))
    assert fetch_new(mailbox) == {"idea": 1}
    idea = Idea.objects.get()
    assert (idea.title, idea.visibility, idea.origin, idea.field) == (
        "Radweg",
        Visibility.WAITING,
        "mail",
        "mobilitaet",
    )
    assert (idea.contact, idea.author_name, idea.attachments.get().file.name) == (
        "greta@post.example",
        "",
        "skizze.png",
    )
    assert b"greta" not in bytes(idea.sealed_contact)
    assert flags(client) == [{r"\Seen"}]
    run_tasks()
    (sent,) = mailoutbox
    code = sent.body.partition("/ideen/anspruch/")[2].partition("/")[0]
    assert digest_of(code) == idea.claim_digest
    assert (sent.to, sent.message()["Auto-Submitted"]) == (["greta@post.example"], "auto-replied")
    assert sent.message()["X-Auto-Response-Suppress"] == "All"


def test_every_mail_ever_written_is_dealt_with_in_one_pass(
    mailbox: Account, put: Put, caplog: pytest.LogCaptureFixture
) -> None:
    names = sorted(path.stem for path in MAILS.glob("*.eml"))
    for name in names:
        put(mail(name))
    outcomes = fetch_new(mailbox)
    assert outcomes.total() == len(names) >= 25
    assert {name for name in outcomes if name not in {"idea", "flood"}} == {
        *("bounce", "automatic", "list", "own", "empty"),
    }
    assert "post.example" not in caplog.text
    assert fetch_new(mailbox) == {}


def test_a_file_that_is_refused_is_named_in_the_text(mailbox: Account, put: Put) -> None:
    put(mail("refused_file"))
    fetch_new(mailbox)
    idea = Idea.objects.get()
    assert "[Nicht übernommen: „plan.exe“." in idea.text
    assert idea.attachments.count() == 1


def test_the_same_mail_twice_is_one_idea_and_one_confirmation(mailbox: Account, put: Put) -> None:
    put(mail("plain"))
    put(mail("plain"))
    nameless = mail("plain").replace(b"Message-ID", b"X-Nothing").replace(b"Radweg", b"Weg")
    put(nameless)
    put(nameless)
    assert fetch_new(mailbox) == {"idea": 2, "duplicate": 2}
    put(mail("plain"))
    assert fetch_new(mailbox) == {"duplicate": 1}
    assert (Idea.objects.count(), Mail.objects.count()) == (2, 2)


def test_the_database_holds_to_one_idea_for_one_mail() -> None:
    row = {"mailbox": "m", "uid_validity": 1, "outcome": Outcome.IDEA, "digest": "d", "received_at": timezone.now()}
    ReceivedMail.objects.create(uid=1, **row)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReceivedMail.objects.create(uid=2, **row)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReceivedMail.objects.create(uid=1, **row | {"outcome": Outcome.EMPTY})


def test_ended_between_storing_and_marking_it_stores_nothing_twice(mailbox: Account, put: Put) -> None:
    put(mail("plain"))
    with patch.object(imap.Mailbox, "mark", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        fetch_new(mailbox)
    assert fetch_new(mailbox) == {}
    assert Idea.objects.count() == 1


def test_renumbered_by_the_server_a_mail_is_known_again(mailbox: Account, put: Put) -> None:
    put(mail("plain"))
    fetch_new(mailbox)
    ReceivedMail.objects.update(uid_validity=1)
    assert fetch_new(mailbox) == {"duplicate": 1}


@pytest.mark.parametrize(
    "name", ["bounce", "report", "auto_submitted", "away_german", "mailing_list", "bulk", "own", "no_reply"]
)
def test_a_machine_gets_no_idea_and_no_answer(name: str, mailbox: Account, put: Put) -> None:
    put(mail(name))
    fetch_new(mailbox)
    assert (Idea.objects.count(), Mail.objects.count(), ReceivedMail.objects.get().idea) == (0, 0, None)


@pytest.mark.parametrize("name", ["forged", "answer_to_us", "two_senders", "two_from_lines"])
def test_who_cannot_be_trusted_or_answers_us_gets_an_idea_but_no_answer(name: str, mailbox: Account, put: Put) -> None:
    put(mail(name))
    assert fetch_new(mailbox) == {"idea": 1}
    assert not Mail.objects.exists()


def test_our_own_confirmation_sent_back_ends_there(
    mailbox: Account, put: Put, mailoutbox: list[EmailMessage], run_tasks: Callable[[], int]
) -> None:
    put(mail("plain"))
    fetch_new(mailbox)
    run_tasks()
    message = mailoutbox[0].message()
    for sender in ("nicht-antworten@rathaus.example", "greta@post.example"):
        message.replace_header("From", sender)
        put(message.as_bytes())
    assert fetch_new(mailbox) == {"own": 1, "automatic": 1}
    assert Mail.objects.count() == 1


def test_one_sender_gets_few_confirmations_and_few_ideas_a_day(
    mailbox: Account, put: Put, client: imaplib.IMAP4
) -> None:
    for number in range(actions.MOST_IDEAS + 1):
        put(mail("plain").replace(b"<plain@", f"<{number}@".encode()))
    assert fetch_new(mailbox) == {"idea": actions.MOST_IDEAS, "flood": 1}
    assert Mail.objects.count() == actions.MOST_CONFIRMATIONS
    assert flags(client)[-1] == {r"\Flagged"}


def test_what_cannot_be_read_stays_for_people_and_stops_nobody(
    mailbox: Account, put: Put, client: imaplib.IMAP4, caplog: pytest.LogCaptureFixture
) -> None:
    put(mail("plain"))
    put(mail("signature"))
    real = passes.read
    with patch.object(passes, "read", side_effect=[Unreadable("RecursionError"), real(mail("signature"))]):
        assert fetch_new(mailbox) == {"failed": 1, "idea": 1}
    assert flags(client) == [{r"\Flagged"}, {r"\Seen"}]
    assert ReceivedMail.objects.get(outcome="failed").reason == "RecursionError"
    assert "greta" not in caplog.text


def test_what_fails_while_storing_is_tried_again_but_not_for_ever(
    mailbox: Account, put: Put, caplog: pytest.LogCaptureFixture
) -> None:
    put(mail("plain"))
    put(mail("signature"))
    failing = patch.object(passes, "receive", side_effect=RuntimeError("greta@post.example"))
    with failing:
        assert fetch_new(mailbox) == {"begun": 2}
    assert fetch_new(mailbox) == {"idea": 2}
    put(mail("latin1_as_utf8"))
    with failing:
        for _ in range(actions.MOST_ATTEMPTS + 1):
            fetch_new(mailbox)
    assert ReceivedMail.objects.latest("pk").outcome == Outcome.FAILED
    assert fetch_new(mailbox) == {}
    assert "greta" not in caplog.text


def test_a_mail_that_is_too_large_keeps_its_text(mailbox: Account, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imap, "WHOLE", 30_000)
    monkeypatch.setattr(imap, "BEGINNING", 10_000)
    head, _, _ = mail("picture").rpartition(b"\r\n--grenze--")
    put(head + b"AAAA" * 10_000 + b"\r\n--grenze--\r\n")
    assert fetch_new(mailbox) == {"idea": 1}
    idea = Idea.objects.get()
    assert idea.text.startswith("Am Bahnhof fehlt ein Radweg.")
    assert "[Nicht übernommen: „skizze.png“. Die E-Mail war zu groß.]" in idea.text
    assert not idea.attachments.exists()


def test_twenty_megabytes_attached_are_refused_and_the_idea_is_kept(mailbox: Account, put: Put) -> None:
    head = mail("picture").rpartition(b"\r\n\r\n")[0]
    put(head + b"\r\n\r\n" + (b"A" * 76 + b"\r\n") * 350_000 + b"--grenze--\r\n")
    assert fetch_new(mailbox) == {"idea": 1}
    assert "[Nicht übernommen: „skizze.png“. Die Datei ist zu groß" in Idea.objects.get().text


def test_a_long_text_is_cut_and_the_team_is_told(mailbox: Account, put: Put) -> None:
    put(mail("latin1_as_utf8") + b" Mehr davon." * 1000)
    fetch_new(mailbox)
    idea = Idea.objects.get()
    assert len(idea.text) <= 5000
    assert any("gekürzt" in note for note in idea.context["notes"])


def test_without_trust_in_its_certificate_a_server_gets_no_password(
    imap_server: dovecot.Server, mailbox: Account, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for scheme, port in (("imaps", imap_server.tls_port), ("imap+tls", imap_server.plain_port)):
        settings.IMAP_URL = url(scheme, port)
        with pytest.raises(CommandError, match="SSLCertVerificationError"):
            call_command("fetch_mail")


@pytest.mark.parametrize("scheme", ["imaps", "imap+tls"])
def test_the_command_reads_over_tls(
    scheme: str,
    imap_server: dovecot.Server,
    mailbox: Account,
    put: Put,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(imap_server.certificate))
    port = imap_server.tls_port if scheme == "imaps" else imap_server.plain_port
    settings.IMAP_URL = url(scheme, port)
    put(mail("plain"))
    put(mail("bounce"))
    told = io.StringIO()
    call_command("fetch_mail", stdout=told)
    assert told.getvalue() == "2 mails: 1 bounce, 1 idea\n"


def test_a_wrong_password_is_not_repeated(imap_server: dovecot.Server, settings: Settings) -> None:
    settings.IMAP_URL = url("imap", imap_server.plain_port, "falsch")
    with pytest.raises(CommandError) as error:
        call_command("fetch_mail")
    assert "falsch" not in str(error.value)


def test_watching_goes_on_when_the_mailbox_is_away(
    mailbox: Account, put: Put, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    put(mail("plain"))
    away = url("imap", 9)
    naps: list[int] = []

    def nap(seconds: int) -> None:
        naps.append(seconds)
        if len(naps) == 2:
            raise KeyboardInterrupt

    settings.IMAP_URL = away
    with (
        patch("rathaus.integrations.email_intake.management.commands.fetch_mail.sleep", nap),
        patch("rathaus.integrations.email_intake.management.commands.fetch_mail.close_old_connections"),
        pytest.raises(KeyboardInterrupt),
    ):
        call_command("fetch_mail", "--watch")
    assert naps == [settings.IMAP_INTERVAL] * 2
    assert "cannot be read: ConnectionRefusedError" in caplog.text


@pytest.mark.parametrize("address", ["", "https://a:b@c.example/", "imaps://c.example", "imaps://a:b@c.example:port/"])
def test_a_wrong_setting_is_named_and_never_repeated(address: str, settings: Settings) -> None:
    settings.IMAP_URL = address
    with pytest.raises(ImproperlyConfigured, match="IMAP_URL") as error:
        account()
    assert not address or address not in str(error.value)


def test_a_full_setting_is_taken_apart(settings: Settings) -> None:
    settings.IMAP_URL = "imaps://ideen%40stadt.example:p%2Fw@mail.example/Ideen"
    found = account()
    assert (found.user, found.password, found.port, found.folder) == ("ideen@stadt.example", "p/w", 993, "Ideen")
    assert "p/w" not in found.name
