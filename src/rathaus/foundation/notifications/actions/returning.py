"""What comes back, what is tried again, and what is over."""

from datetime import timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.notifications import bounces
from rathaus.foundation.notifications.addresses import fingerprint
from rathaus.foundation.notifications.models import Mail, Recipient, Undelivered
from rathaus.foundation.notifications.tasks import deliver

ARRIVED_AFTER = timedelta(days=5)
"""A mail of which nothing was heard for so long has arrived: mail servers give up sooner."""
KEPT = timedelta(days=30)
LINKS_KEPT = timedelta(days=365)
"""So long a link to switch off serves at least, where nothing else is known of its address."""
_OVER = (Mail.State.SENT, Mail.State.JOINED, Mail.State.SUPERSEDED, Mail.State.BOUNCED, Mail.State.FAILED)
_ON_ITS_WAY = (Mail.State.SENT, Mail.State.SENDING, Mail.State.WAITING)


@transaction.atomic
def bounced(mail_id: UUID, status: str, *, by: str = "system") -> Mail | None:
    """A mail of ours came back with ``status`` (RFC 3463: ``5.1.1``); None for one we do not know, or knew of."""
    mail = Mail.objects.select_for_update().filter(pk=mail_id, state__in=_ON_ITS_WAY).first()
    if mail is None:
        return None
    reason = bounces.reason_of(status)
    bounces.note(mail, reason)
    record("mail.bounced", f"mail:{mail.pk}", by=by, reason=str(reason))
    return mail


@transaction.atomic
def try_again(mail: Mail, *, by: Person) -> None:
    """Send what was given up. Raises PermissionDenied for anybody but an administrator."""
    if not by.is_administrator:
        raise PermissionDenied
    given_up = Mail.objects.filter(pk=mail.pk, state=Mail.State.FAILED)
    if given_up.update(state=Mail.State.WAITING, attempts=0, reason="", due_at=timezone.now()):
        deliver.enqueue(str(mail.pk))
        record("mail.tried_again", f"mail:{mail.pk}", by=by)


@transaction.atomic
def trust_again(address: str, *, by: Person) -> None:
    """She says that mails do arrive there."""
    if Undelivered.objects.filter(address_index=fingerprint(address)).delete()[0]:
        record("mail.trusted_again", f"person:{by.pk}", by=by)


@transaction.atomic
def forget_old() -> int:
    """Remove mails that were over ``KEPT`` ago, what later mails have disproved, addresses of which nothing is left.

    Says how many mails.
    """
    now = timezone.now()
    later = Mail.objects.filter(
        to_index=OuterRef("address_index"),
        state=Mail.State.SENT,
        sent_at__gt=OuterRef("noticed_at"),
        sent_at__lt=now - ARRIVED_AFTER,
    )
    Undelivered.objects.filter(Exists(later)).delete()
    gone = Mail.objects.filter(state__in=_OVER, created_at__lt=now - KEPT).delete()[0]
    Recipient.objects.filter(person=None, mails=None, choices=None, created_at__lt=now - LINKS_KEPT).delete()
    return gone
