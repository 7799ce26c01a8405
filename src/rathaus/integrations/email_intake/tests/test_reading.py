"""A mail of any program becomes the letter its sender meant, and no bytes at all end the reading."""

import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rathaus.integrations.email_intake.reading import Letter, Unreadable, read
from rathaus.integrations.email_intake.tests.conftest import MAILS, mail

OWN = frozenset({"nicht-antworten@rathaus.example"})
IDEA = "Am Bahnhof fehlt ein Radweg. Bitte bauen Sie einen."
GREEN = "Mehr Grün für Straßen."


def letter(name: str) -> Letter:
    return read(mail(name), own=OWN, host="rathaus.example")


@pytest.mark.parametrize(
    ("name", "title", "text"),
    [
        ("plain", "Ein Radweg am Bahnhof", f"Guten Tag,\n\n{IDEA}"),
        ("signature", "Radweg", IDEA),
        ("greeting", "Radweg", f"{IDEA}\n\nP.S. Auch im Winter räumen."),
        ("iphone", "Radweg", IDEA),
        ("reply_german", "Radweg", IDEA),
        ("reply_english", "Radweg", IDEA),
        ("bottom_post", "Radweg", IDEA),
        ("outlook_reply", "Radweg", IDEA),
        ("original_message", "Radweg", IDEA),
        ("forwarded", "Radweg", IDEA),
        ("encoded_subject", "Übergänge für Fußgänger", IDEA),
        ("no_subject", IDEA, f"Guten Tag,\n\n{IDEA}"),
        ("no_body", "Mehr Bänke am Innenhafen, bitte", ""),
        ("nothing", "", ""),
        ("latin1_as_utf8", "Radweg", GREEN),
        ("unknown_charset", "Radweg", GREEN),
        ("utf8_as_latin1", "Radweg", GREEN),
        ("raw_subject", "Grüne Straßen", IDEA),
        ("html_only", "Radweg", "Am Bahnhof fehlt ein Radweg.\nBitte bauen Sie einen.\n\n- breit\n- hell"),
        ("flowed", "Radweg", IDEA),
        ("picture", "Radweg", IDEA),
        ("alternative", "Radweg", IDEA),
        ("broken_boundary", "Radweg", IDEA),
        ("cut_off", "Radweg", IDEA),
        ("bad_base64", "Radweg", IDEA),
        ("letter_within", "Radweg", IDEA),
        ("null_bytes", "Radweg", IDEA),
        ("injection", "Radweg Bcc: alle@post.example", IDEA),
        ("no_headers", IDEA, IDEA),
    ],
)
def test_title_and_text_are_what_the_sender_wrote(name: str, title: str, text: str) -> None:
    found = letter(name)
    assert (found.title, found.text, found.machine) == (title, text, "")


@pytest.mark.parametrize(
    ("name", "machine"),
    [
        ("bounce", "bounce"),
        ("report", "bounce"),
        ("auto_submitted", "automatic"),
        ("exchange_suppress", "automatic"),
        ("away_german", "automatic"),
        ("away_english", "automatic"),
        ("no_reply", "automatic"),
        ("mailing_list", "list"),
        ("bulk", "list"),
        ("own", "own"),
    ],
)
def test_a_machine_is_recognised(name: str, machine: str) -> None:
    assert letter(name).machine == machine


@pytest.mark.parametrize("subject", ["Abwesenheit von Bänken", "Automatische Türen im Amt", "Undine-Brunnen", "Liste"])
def test_a_person_is_not_taken_for_a_machine(subject: str) -> None:
    raw = mail("latin1_as_utf8").replace(b"Subject: Radweg", f"Subject: {subject}".encode())
    assert read(raw).machine == ""


@pytest.mark.parametrize(
    ("name", "files"),
    [("picture", ["skizze.png"]), ("logo", []), ("refused_file", ["plan.exe", "skizze.png"])],
)
def test_attachments_are_found_and_logos_are_not(name: str, files: list[str]) -> None:
    assert [file.name for file in letter(name).files] == files


@pytest.mark.parametrize("name", ["two_senders", "two_from_lines", "no_headers"])
def test_only_a_single_sender_is_one(name: str) -> None:
    assert letter(name).sender == ""


def test_the_sender_is_read_in_lower_case() -> None:
    assert letter("plain").sender == "greta@post.example"


def test_a_forged_sender_and_an_answer_to_us_are_told() -> None:
    told = {name: (letter(name).is_doubtful, letter(name).is_answer) for name in ("forged", "answer_to_us", "plain")}
    assert told == {"forged": (True, False), "answer_to_us": (False, True), "plain": (False, False)}


def test_the_same_mail_has_the_same_digest_and_another_sender_another() -> None:
    raw = mail("plain")
    again = b"Received: from elsewhere\r\n" + raw
    stranger = raw.replace(b"greta@post.example>", b"otto@post.example>", 1)
    nameless = raw.replace(b"Message-ID", b"X-Nothing")
    assert read(again).digest == read(raw).digest
    assert read(nameless).digest == read(b"Received: x\r\n" + nameless).digest
    assert len({read(one).digest for one in (raw, stranger, nameless, nameless + b"mehr")}) == 4


def test_a_long_title_is_cut_between_words() -> None:
    raw = mail("latin1_as_utf8").replace(b"Subject: Radweg", b"Subject: " + b"Radwege " * 60)
    title = read(raw).title
    assert len(title) <= 120
    assert title.endswith("Radwege …")


def test_ten_thousand_parts_deep_nests_and_huge_headers_take_little_time() -> None:
    head = b"From: a@post.example\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    many = head + b"--b\r\nContent-Type: text/plain\r\n\r\nText\r\n" * 10_000
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3000))
    large = b"Subject: " + b"=?utf-8?q?x?= " * 200_000 + b"\r\nFrom: " + b"a@b.example, " * 100_000 + b"\r\n\r\nText"
    tags = head.replace(b"multipart/mixed; boundary=b", b"text/html") + b"<div><blockquote>" * 100_000
    quotes = mail("latin1_as_utf8") + b"\r\nAm 1" + b"schrieb 1 " * 20_000 + b"\r\n" + b"Von: x\r\n" * 50_000
    begun = time.thread_time()
    for raw in (many, deep, large, tags, quotes):
        _reads(raw)
    assert time.thread_time() - begun < 10


def _reads(raw: bytes) -> None:
    """Anything else than Unreadable fails the test."""
    try:
        found = read(raw)
    except Unreadable:
        return
    assert len(found.title) <= 120
    assert "\0" not in found.title + found.text
    assert "\n" not in found.title + found.sender
    (found.title + found.text).encode()


@given(st.binary(max_size=2000))
@settings(max_examples=300, deadline=None)
def test_random_bytes_never_raise_anything_else(raw: bytes) -> None:
    _reads(raw)


_LINES = st.sampled_from(
    [
        *(b"From: ", b"Subject: ", b"Content-Type: ", b"multipart/mixed; boundary=b", b"text/html; charset=", b"--b"),
        *(
            b"Content-Transfer-Encoding: base64",
            b"message/rfc822",
            b"\r\n",
            b"\r\n\r\n",
            b"=?utf-8?b?",
            b"?=",
            b"punycode",
        ),
        *(
            b"=?x?q?=ff?=",
            b"Content-Disposition: attachment; filename*=",
            b"utf-8''%ff",
            b"> ",
            b"-- ",
            b"<blockquote>",
        ),
        *(b"begin 644 x", b"a@b.example", b"\xff\xfe", b"\0", b"idna", b"format=flowed", b"filename*0*=x''%"),
    ]
)


@given(st.lists(_LINES | st.binary(max_size=8), max_size=60).map(b"".join))
@example(b"Content-Type: text/plain; charset=zlib\r\n\r\n\xff")
@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nearly_a_mail_never_raises_anything_else(raw: bytes) -> None:
    _reads(raw)


@given(st.sampled_from(sorted(MAILS.glob("*.eml"))), st.data())
@settings(max_examples=200, deadline=None)
def test_a_mail_damaged_anywhere_never_raises_anything_else(path: object, data: st.DataObject) -> None:
    raw = bytearray(path.read_bytes())  # type: ignore[attr-defined]
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    _reads(bytes(raw))
