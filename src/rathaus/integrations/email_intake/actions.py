"""Taking in one mail: begun, then settled in one transaction with the idea it becomes."""

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from rathaus.foundation.audit.actions import record
from rathaus.foundation.notifications.actions import announce, bounced
from rathaus.integrations.email_intake.drafts import draft
from rathaus.integrations.email_intake.models import Outcome, ReceivedMail
from rathaus.integrations.email_intake.reading import Letter
from rathaus.participation.ideas.actions import NewIdea, send_idea

MOST_ATTEMPTS = 5
"""A mail that this often ended the program, or the line, is given up."""
DAY = timedelta(days=1)
MOST_IDEAS, MOST_CONFIRMATIONS = 20, 5
"""From one sender in a day."""


@transaction.atomic
def begin(mailbox: str, uid_validity: int, uid: int, *, by: str = "system") -> ReceivedMail:
    """The mail's row, one attempt further; its ``outcome`` is another where the mail is dealt with, or given up now."""
    mail, _ = ReceivedMail.objects.select_for_update().get_or_create(
        mailbox=mailbox, uid_validity=uid_validity, uid=uid, defaults={"received_at": timezone.now()}
    )
    if mail.outcome != Outcome.BEGUN:
        return mail
    if mail.attempts >= MOST_ATTEMPTS:
        return _settle(mail, Outcome.FAILED, by=by)
    mail.attempts += 1
    mail.save(update_fields=["attempts"])
    return mail


@transaction.atomic
def put_off(mail: ReceivedMail, reason: str) -> ReceivedMail:
    """Something else failed: the mail is tried again in the next pass. ``reason`` is the name of an error's class."""
    mail.reason = reason[:60]
    mail.save(update_fields=["reason"])
    return mail


@transaction.atomic
def give_up(mail: ReceivedMail, reason: str, *, by: str = "system") -> ReceivedMail:
    """Nothing can be made of it, ever. ``reason`` is the name of an error's class."""
    mail.reason = reason[:60]
    return _settle(mail, Outcome.FAILED, by=by)


def receive(mail: ReceivedMail, letter: Letter, *, is_whole: bool = True, by: str = "system") -> ReceivedMail:
    """Settle what becomes of ``letter``: an idea in the moderators' queue and one confirmation, or neither.

    Pictures are looked at before the transaction begins: it keeps other writers waiting.
    """
    new = None if letter.machine or letter.is_empty else draft(letter, is_whole=is_whole)
    return _receive(mail.pk, letter, new, by)


@transaction.atomic
def _receive(pk: int, letter: Letter, new: NewIdea | None, by: str) -> ReceivedMail:
    mail = ReceivedMail.objects.select_for_update().get(pk=pk)
    if mail.outcome != Outcome.BEGUN:
        # Another process was faster.
        return mail
    mail.digest, mail.sender_digest = letter.digest, _keyed(letter.sender)
    outcome = _outcome(mail, letter)
    if outcome == Outcome.IDEA and new:
        sent = send_idea(new, by="guest")
        mail.idea, mail.confirmed = sent.idea, _may_be_answered(mail, letter)
        if mail.confirmed:
            announce(letter.sender, "idea_by_mail", path=f"/ideen/anspruch/{sent.code}/")
    if letter.returned:
        bounced(letter.returned.mail, letter.returned.status, by=by)
    return _settle(mail, outcome, by=by)


def _outcome(mail: ReceivedMail, letter: Letter) -> Outcome:
    if letter.machine:
        return Outcome(letter.machine)
    if letter.is_empty:
        return Outcome.EMPTY
    if ReceivedMail.objects.filter(digest=mail.digest, outcome=Outcome.IDEA).exists():
        return Outcome.DUPLICATE
    return Outcome.FLOOD if _of_today(mail).count() >= MOST_IDEAS else Outcome.IDEA


def _may_be_answered(mail: ReceivedMail, letter: Letter) -> bool:
    """One whose address is his own, as far as we know, and who is not answering us: that could go on for ever."""
    trusted = letter.sender and not letter.is_doubtful and not letter.is_answer
    return bool(trusted) and _of_today(mail).filter(confirmed=True).count() < MOST_CONFIRMATIONS


def _of_today(mail: ReceivedMail) -> QuerySet[ReceivedMail]:
    since = timezone.now() - DAY
    return ReceivedMail.objects.filter(sender_digest=mail.sender_digest, outcome=Outcome.IDEA, received_at__gt=since)


def _settle(mail: ReceivedMail, outcome: Outcome, *, by: str) -> ReceivedMail:
    mail.outcome = outcome
    mail.save()
    record("mail.received", f"mail:{mail.pk}", by=by, outcome=str(outcome))
    return mail


def _keyed(address: str) -> str:
    return salted_hmac("rathaus.email_intake.sender", address, algorithm="sha256").hexdigest()
