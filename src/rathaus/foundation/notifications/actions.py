"""Announcing by mail that something waits."""

from django.core.validators import validate_email
from django.db import transaction

from rathaus.foundation.notifications.models import Mail
from rathaus.foundation.notifications.tasks import deliver
from rathaus.foundation.notifications.wording import KINDS


@transaction.atomic
def announce(to_email: str, kind: str, *, language: str = "de", path: str = "/mein/postfach/") -> Mail:
    """Write a mail of ``kind`` (see ``wording.KINDS``) that leads to ``path``; it is sent after the commit.

    ``path`` is a place of this house and holds nothing personal. Raises ValidationError for an address that is none,
    ValueError for an unknown kind or a path that leads elsewhere.
    """
    validate_email(to_email)
    if kind not in KINDS:
        raise ValueError(f"No mail says {kind!r}")
    if not path.startswith("/") or path.startswith("//"):
        raise ValueError("A mail leads to a place of this house only")
    mail = Mail.objects.create(to=to_email, kind=kind, language=language, context={"path": path})
    deliver.enqueue(str(mail.id))
    return mail
