"""What the mails say: that something waits, never what."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.design.city import city
from rathaus.foundation.notifications.models import Mail


@dataclass(frozen=True)
class Wording:
    """A subject that anyone may see on a locked telephone, and one sentence."""

    subject: str | Promise
    sentence: str | Promise


_NEW = _("Neue Nachricht in Ihrem Postfach")

KINDS = {
    "receipt": Wording(_("Ihr Antrag ist angekommen"), _("wir haben Ihren Antrag gespeichert.")),
    "message": Wording(_NEW, _("in Ihrem Postfach liegt eine neue Nachricht.")),
    "question": Wording(_NEW, _("in Ihrem Postfach liegt eine Frage an Sie. Bitte antworten Sie dort.")),
    "notice": Wording(_NEW, _("in Ihrem Postfach liegt ein neues Schreiben.")),
    "idea": Wording(_("Neues zu einer Idee"), _("bei einer Idee, die Ihnen wichtig ist, hat sich etwas getan.")),
    "status": Wording(_("Neues zu Ihrem Vorgang"), _("bei Ihrem Vorgang hat sich etwas getan.")),
}


def write(mail: Mail) -> tuple[str, str]:
    """Subject (one line) and text of ``mail`` in its language."""
    wording = KINDS[mail.kind]
    link = settings.PUBLIC_ADDRESS + mail.context.get("path", "/mein/postfach/")
    with translation.override(mail.language):
        content = {"sentence": wording.sentence, "link": link, "city": city()}
        return str(wording.subject), render_to_string("notifications/mail.txt", content)
