"""One pass over the mailbox: every mail that is new, each on its own."""

import logging
from collections import Counter
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Max, Min

from rathaus.integrations.email_intake.account import Account
from rathaus.integrations.email_intake.actions import begin, give_up, put_off, receive
from rathaus.integrations.email_intake.mailbox import Mailbox, opened
from rathaus.integrations.email_intake.models import Outcome, ReceivedMail
from rathaus.integrations.email_intake.reading import Unreadable, read

FOR_PEOPLE = {Outcome.FAILED, Outcome.FLOOD}
"""What stays unread and flagged in the mailbox."""

logger = logging.getLogger(__name__)


def fetch_new(account: Account) -> Counter[str]:
    """Take in all new mail; says how many had which outcome. No mail ends the pass.

    Raises one of ``mailbox.TROUBLE`` where the mailbox cannot be reached: the next pass goes on from there.
    """
    outcomes: Counter[str] = Counter()
    with opened(account) as mailbox:
        for uid in mailbox.uids_after(last_settled(mailbox)):
            mail = begin(mailbox.name, mailbox.uid_validity, uid)
            if mail.outcome == Outcome.BEGUN:
                mail = _take_in(mailbox, mail, account)
                outcomes[mail.outcome] += 1
            if mail.outcome != Outcome.BEGUN:
                mailbox.mark(uid, dealt_with=mail.outcome not in FOR_PEOPLE)
    return outcomes


def last_settled(mailbox: Mailbox) -> int:
    """The UID up to which nothing is left to do."""
    known = ReceivedMail.objects.filter(mailbox=mailbox.name, uid_validity=mailbox.uid_validity)
    begun = known.filter(outcome=Outcome.BEGUN).aggregate(first=Min("uid"))["first"]
    return begun - 1 if begun else known.aggregate(last=Max("uid"))["last"] or 0


def _take_in(mailbox: Mailbox, mail: ReceivedMail, account: Account) -> ReceivedMail:
    try:
        fetched = mailbox.fetch(mail.uid)
        letter = read(fetched.raw, own=own_addresses(account), host=our_host())
    except Unreadable as unreadable:
        logger.warning("Mail %d cannot be read: %s", mail.pk, unreadable.reason)
        return give_up(mail, unreadable.reason)
    try:
        return receive(mail, letter, is_whole=fetched.is_whole)
    # Whatever it is, the mails after this one are not to wait for it. Its text may hold personal data, its class never.
    except Exception as error:
        logger.warning("Mail %d was not taken in (attempt %d): %s", mail.pk, mail.attempts, type(error).__name__)
        return put_off(mail, type(error).__name__)


def own_addresses(account: Account) -> frozenset[str]:
    """What we write from, and what the mailbox is called."""
    named = (parseaddr(settings.DEFAULT_FROM_EMAIL)[1], account.user)
    return frozenset(address.lower() for address in named if "@" in address)


def our_host() -> str:
    """Where the Message-IDs of our mails end."""
    return urlsplit(settings.PUBLIC_ADDRESS).hostname or ""
