"""Mails that no person wrote to us: they become no idea, and nobody answers them (RFC 3834)."""

import re
from email.message import Message

from rathaus.integrations.email_intake.reading import headers

BOUNCE, AUTOMATIC, LIST, OWN = "bounce", "automatic", "list", "own"
_REPORTS = ("multipart/report", "message/delivery-status", "message/disposition-notification")
_BOUNCERS = re.compile(r"^(mailer-daemon|postmaster|mail-daemon|mdaemon)@")
_NO_REPLY = re.compile(r"^(no-?reply|do-?not-?reply|nicht-?antworten|noreply-.*|.*-noreply)@")
_BOUNCED = re.compile(
    r"(?i)^(undeliver(ed|able)\b|unzustellbar|delivery status notification|mail delivery (failed|failure|subsystem)"
    r"|returned mail|failure notice|nicht zustellbar|zustellung fehlgeschlagen)"
)
_AWAY = re.compile(
    r"(?i)^(automatische (antwort|e-?mail)|automatic reply|auto(matic)?[- ]?(reply|response|antwort)"
    r"|abwesenheits(notiz|nachricht|meldung|assistent|info)|abwesend\b"
    r"|out of (the )?office|ooo\b|nicht im (büro|haus)\b"
    r"|ich bin (derzeit |zurzeit |im |in )?(nicht im büro|urlaub)|vacation (reply|response)|urlaubsvertretung:)"
)
_AUTOMATIC_HEADERS = ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Loop", "X-Auto-Reply")
_LIST_HEADERS = ("List-Id", "List-Post", "List-Unsubscribe", "Mailing-List")


def sign(message: Message, sender: str, own: frozenset[str]) -> str:
    """What kind of machine wrote this: ``BOUNCE``, ``AUTOMATIC``, ``LIST``, ``OWN``; empty for a person.

    ``own`` are the addresses we write from, in lower case.
    """
    if sender in own:
        return OWN
    if _is_bounce(message, sender):
        return BOUNCE
    if _is_from_list(message):
        return LIST
    return AUTOMATIC if _is_automatic(message, sender) else ""


def _is_bounce(message: Message, sender: str) -> bool:
    null_sender = headers.first(message, "Return-Path") == "<>"
    subject = headers.words(headers.first(message, "Subject"))
    return bool(
        null_sender
        or message.get_content_type() in _REPORTS
        or _BOUNCERS.match(sender)
        or headers.all_of(message, "X-Failed-Recipients")
        or _BOUNCED.match(subject)
    )


def _is_from_list(message: Message) -> bool:
    listed = any(headers.all_of(message, name) for name in _LIST_HEADERS)
    return listed or headers.first(message, "Precedence").lower() in {"bulk", "list", "junk"}


def _is_automatic(message: Message, sender: str) -> bool:
    submitted = headers.first(message, "Auto-Submitted").lower().partition(";")[0].strip()
    suppressed = re.findall(r"[a-z]+", headers.first(message, "X-Auto-Response-Suppress").lower())
    return bool(
        submitted not in {"", "no"}
        or {"all", "oof", "autoreply"} & set(suppressed)
        or any(headers.all_of(message, name) for name in _AUTOMATIC_HEADERS)
        or headers.first(message, "Precedence").lower() == "auto_reply"
        or headers.first(message, "X-Spam-Flag").lower() == "yes"
        or _NO_REPLY.match(sender)
        or _AWAY.match(headers.words(headers.first(message, "Subject")))
    )
