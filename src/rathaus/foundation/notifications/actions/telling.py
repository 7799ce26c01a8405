"""Announcing that something waits: by mail, gathered or at once, and on her devices."""

from datetime import datetime

from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.notifications import digests
from rathaus.foundation.notifications.addresses import fingerprint
from rathaus.foundation.notifications.kinds import KINDS
from rathaus.foundation.notifications.models import Device, Mail, Mode, Recipient
from rathaus.foundation.notifications.tasks import deliver, hint, send_digest
from rathaus.foundation.notifications.wording import gathers

INBOX = "/mein/postfach/"


@transaction.atomic
def tell(person: Person, kind: str, *, path: str = INBOX, good_until: datetime | None = None) -> Mail | None:
    """Let ``person`` know, by the ways she chose and in her language, that something waits at ``path``.

    ``path`` is a place of this house and holds nothing personal; after ``good_until`` the mail would only confuse. None
    where no mail goes out: she wants none, has no address or no access. Raises ValueError for an unknown kind or a path
    that leads elsewhere.
    """
    _check(kind, path)
    if not person.is_active:
        return None
    recipient, _new = Recipient.objects.get_or_create(person=person)
    choice, must = recipient.choice(KINDS[kind].group), KINDS[kind].must
    if choice.push or must:
        _hint(person, kind)
    mode = Mode.AT_ONCE if must else choice.mail
    if not person.email or mode == Mode.NONE:
        return None
    mail = _mail(recipient, person.email, kind, person.language, path, good_until)
    return _gather(mail, mode) if gathers(mode) else _send(mail)


@transaction.atomic
def announce(
    to_email: str, kind: str, *, language: str = "de", path: str = INBOX, good_until: datetime | None = None
) -> Mail | None:
    """Write a mail to somebody without an account; see ``tell``. None if she has switched such mails off.

    Raises ValidationError for an address that is none, ValueError as ``tell`` does.
    """
    validate_email(to_email)
    _check(kind, path)
    recipient, _new = Recipient.objects.get_or_create(address_index=fingerprint(to_email))
    if not KINDS[kind].must and recipient.choice(KINDS[kind].group).mail == Mode.NONE:
        return None
    return _send(_mail(recipient, to_email, kind, language, path, good_until))


def _check(kind: str, path: str) -> None:
    if kind not in KINDS:
        raise ValueError(f"No mail says {kind!r}")
    if not path.startswith("/") or path.startswith("//"):
        raise ValueError("A mail leads to a place of this house only")


def _mail(recipient: Recipient, to: str, kind: str, language: str, path: str, good_until: datetime | None) -> Mail:
    return Mail(
        recipient=recipient,
        to=to,
        to_index=recipient.address_index or fingerprint(to),
        kind=kind,
        language=language,
        context={"path": path},
        due_at=timezone.now(),
        good_until=good_until,
    )


def _send(mail: Mail) -> Mail:
    mail.save()
    deliver.enqueue(str(mail.id))
    return mail


def _gather(mail: Mail, mode: str) -> Mail:
    mail.state, mail.due_at = Mail.State.GATHERED, digests.next_moment(mode, timezone.now())
    alone = not digests.gathered(mail.recipient_id).filter(due_at=mail.due_at).exists()
    mail.save()
    if alone:
        send_digest.using(run_after=mail.due_at).enqueue(str(mail.recipient_id))
    return mail


def _hint(person: Person, kind: str) -> None:
    for device in Device.objects.filter(person=person).values_list("pk", flat=True):
        hint.enqueue(device, kind)
