"""Links that switch mails off without signing in: they name nobody, and serve for nothing else."""

from django.conf import settings
from django.core.signing import BadSignature, Signer

from rathaus.foundation.notifications.kinds import DIGEST, KINDS
from rathaus.foundation.notifications.models import Group, Mail, Recipient


def link(mail: Mail) -> str:
    """Where ``mail`` leads who wants no more of its kind; empty if it always comes, or belongs to nobody known."""
    if mail.recipient_id is None or (mail.kind != DIGEST and not mail.holds and KINDS[mail.kind].must):
        return ""
    what = DIGEST if mail.kind == DIGEST else KINDS[mail.kind].group
    return f"{settings.PUBLIC_ADDRESS}/benachrichtigungen/{token(mail.recipient_id, what)}/abbestellen/"


def token(recipient_id: object, what: str) -> str:
    """Signed: which recipient, and a ``Group`` or ``DIGEST``. Holds as long as the recipient is known."""
    return _signer().sign(f"{recipient_id}.{what}")


def read(token: str) -> tuple[Recipient, str]:
    """Whom and what ``token`` means; raises Recipient.DoesNotExist for one that we did not make."""
    try:
        recipient_id, _dot, what = _signer().unsign(token).rpartition(".")
    except BadSignature as error:
        raise Recipient.DoesNotExist from error
    return Recipient.objects.select_related("person").get(pk=recipient_id), what


def groups(what: str) -> list[Group]:
    """The groups that ``what`` stands for; empty for a digest: it depends on what was chosen."""
    return [] if what == DIGEST else [Group(what)]


def _signer() -> Signer:
    return Signer(salt="rathaus.notifications.stop", sep=".")
