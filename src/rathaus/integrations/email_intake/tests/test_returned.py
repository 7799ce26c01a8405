"""A mail of ours that comes back is known by its Message-ID, whoever's program reports it."""

import time
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rathaus.foundation.notifications.actions import announce
from rathaus.foundation.notifications.models import Mail, Undelivered
from rathaus.integrations.email_intake.account import Account
from rathaus.integrations.email_intake.actions import begin, receive
from rathaus.integrations.email_intake.passes import fetch_new
from rathaus.integrations.email_intake.reading import Unreadable, read
from rathaus.integrations.email_intake.reading.returned import Returned
from rathaus.integrations.email_intake.tests.conftest import Put

HOST = "rathaus.example"
OURS = UUID("0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9")
REPORT = """Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mail.post.example>
To: nicht-antworten@rathaus.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <20261125.X@mail.post.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

I'm sorry to have to inform you that your message could not be delivered.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.post.example
Arrival-Date: Wed, 25 Nov 2026 10:00:00 +0100

Final-Recipient: rfc822; greta@post.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 <greta@post.example>: Recipient address rejected

--B
{original}
--B--
"""
WHOLE = """Content-Type: message/rfc822

From: Rathaus Duisburg <nicht-antworten@rathaus.example>
To: greta@post.example
Subject: Neues zu Ihrem Vorgang
Message-ID: <{name}>

Guten Tag,
"""
HEAD = """Content-Type: text/rfc822-headers

From: Rathaus Duisburg <nicht-antworten@rathaus.example>
Message-ID: <{name}>
"""


def report(
    original: str = WHOLE, *, name: str = f"{OURS}@{HOST}", action: str = "failed", status: str = "5.1.1"
) -> bytes:
    return REPORT.format(action=action, status=status, original=original.format(name=name)).encode()


@pytest.mark.parametrize("original", [WHOLE, HEAD])
def test_a_report_tells_which_mail_and_why(original: str) -> None:
    assert read(report(original), host=HOST).returned == Returned(OURS, "5.1.1")


def test_the_status_may_say_more_and_letters_may_be_large() -> None:
    raw = report(name=f"{OURS}@{HOST}".upper(), status="5.2.2 (mailbox full)", action="Failed")
    assert read(raw, host=HOST).returned == Returned(OURS, "5.2.2")


def test_some_programs_name_the_mail_in_the_reports_own_head() -> None:
    raw = report("Content-Type: text/plain\n\nno original").replace(
        b"MIME-Version", f"In-Reply-To: <{OURS}@{HOST}>\nMIME-Version".encode()
    )
    assert read(raw, host=HOST).returned == Returned(OURS, "5.1.1")


@pytest.mark.parametrize(
    "raw",
    [
        report(action="delayed", status="4.4.1"),
        report(action="delivered", status="2.0.0"),
        report(action="relayed", status="2.0.0"),
        report(name=f"{OURS}@elsewhere.example"),
        report(name=f"x{OURS}@{HOST}"),
        report(name=f"../../etc@{HOST}"),
        report(status="niemals"),
        report().replace(b"message/delivery-status", b"text/plain"),
    ],
)
def test_what_is_not_final_or_not_ours_is_nothing(raw: bytes) -> None:
    letter = read(raw, host=HOST)
    assert (letter.returned, letter.machine) == (None, "bounce")


def test_a_person_who_quotes_such_a_report_returns_nothing() -> None:
    raw = f"From: greta@post.example\nSubject: Radweg\nIn-Reply-To: <{OURS}@{HOST}>\n\nStatus: 5.1.1\nAction: failed\n"
    letter = read(raw.encode(), host=HOST)
    assert (letter.machine, letter.returned) == ("", None)


@given(st.binary(max_size=2000), st.integers(0, len(report())))
@settings(max_examples=200, deadline=None)
def test_no_bytes_end_the_reading(noise: bytes, at: int) -> None:
    raw = report()
    try:
        found = read(raw[:at] + noise + raw[at:], host=HOST).returned
    except Unreadable:
        return
    assert found is None or found.mail == OURS or isinstance(found.mail, UUID)


def test_a_report_made_to_be_slow_is_read_fast() -> None:
    blocks = "\n".join(f"Final-Recipient: rfc822; a{n}@b.example\nAction: failed\nStatus: x\n" for n in range(20_000))
    raw = report().replace(b"Action: failed", blocks.encode() + b"\nAction: failed")
    nested = b"Content-Type: message/rfc822\n\n" * 300
    began = time.thread_time()
    for each in (raw, report().replace(b"--B\nContent-Type: message/rfc822\n\n", b"--B\n" + nested)):
        try:
            read(each, host=HOST)
        except Unreadable:
            continue
    assert time.thread_time() - began < 5


@pytest.mark.django_db
def test_a_bounce_that_is_taken_in_marks_the_mail_and_its_address() -> None:
    mail = announce("greta@post.example", "status")
    assert mail
    Mail.objects.update(state=Mail.State.SENT)
    for number, name in enumerate((mail.pk, uuid4(), mail.pk)):
        letter = read(report(name=f"{name}@{HOST}"), host=HOST)
        assert receive(begin("us@mail.example/INBOX", 1, number), letter).outcome == "bounce"
    mail.refresh_from_db()
    assert (mail.state, mail.reason) == (Mail.State.BOUNCED, "unknown")
    assert Undelivered.objects.count() == 1


@pytest.mark.django_db
def test_a_bounce_in_the_mailbox_is_found(mailbox: Account, put: Put) -> None:
    mail = announce("greta@post.example", "status")
    assert mail
    put(report(name=f"{mail.pk}@{HOST}"))
    assert fetch_new(mailbox) == {"bounce": 1}
    assert Undelivered.objects.count() == 1
