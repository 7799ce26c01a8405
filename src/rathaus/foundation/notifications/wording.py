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
    submitted: str = "auto-generated"
    """How a program wrote it (RFC 3834): ``auto-replied`` where it answers a mail."""


_NEW = _("Neue Nachricht in Ihrem Postfach")
_YOUR_IDEA = _("Neues zu Ihrer Idee")
_YOUR_PLACE = _("Neues zu Ihrer Anmeldung")

KINDS = {
    "receipt": Wording(_("Ihr Antrag ist angekommen"), _("wir haben Ihren Antrag gespeichert.")),
    "message": Wording(_NEW, _("in Ihrem Postfach liegt eine neue Nachricht.")),
    "question": Wording(_NEW, _("in Ihrem Postfach liegt eine Frage an Sie. Bitte antworten Sie dort.")),
    "notice": Wording(_NEW, _("in Ihrem Postfach liegt ein neues Schreiben.")),
    "idea": Wording(_("Neues zu einer Idee"), _("bei einer Idee, die Ihnen wichtig ist, hat sich etwas getan.")),
    "idea_by_mail": Wording(
        _("Ihre Idee ist angekommen"),
        _("wir haben Ihre Idee gespeichert und sehen sie uns an. Hier können Sie sie ändern oder zurückziehen."),
        submitted="auto-replied",
    ),
    "idea_comment": Wording(
        _("Neuer Kommentar zu einer Idee"), _("bei einer Idee, die Ihnen wichtig ist, hat jemand etwas geschrieben.")
    ),
    "idea_received": Wording(
        _("Ihre Idee ist angekommen"),
        _("danke für Ihre Idee. Über diesen Link können Sie sie ändern oder zurückziehen. Geben Sie ihn nicht weiter."),
    ),
    "idea_public": Wording(_YOUR_IDEA, _("Ihre Idee ist jetzt öffentlich.")),
    "idea_hidden": Wording(_YOUR_IDEA, _("wir haben über Ihre Idee entschieden. Den Grund lesen Sie bei der Idee.")),
    "idea_edited": Wording(_YOUR_IDEA, _("wir haben den Text Ihrer Idee geändert. Warum, lesen Sie bei der Idee.")),
    "idea_answer": Wording(
        _("Neues zu einer Idee"), _("die Stadt hat auf eine Idee geantwortet, die Ihnen wichtig ist.")
    ),
    "idea_merged": Wording(
        _("Ideen zusammengeführt"),
        _("zwei ähnliche Ideen gehören jetzt zusammen. Wer eine unterstützt, unterstützt die gemeinsame."),
    ),
    "idea_unmerged": Wording(
        _("Ideen wieder getrennt"), _("zwei Ideen, die zusammengeführt waren, stehen wieder für sich.")
    ),
    "idea_split": Wording(
        _("Eine Idee ist jetzt zwei"),
        _("in einer Idee, die Ihnen wichtig ist, steckten zwei. Die zweite steht jetzt für sich, verknüpft mit ihr."),
    ),
    "idea_appeal": Wording(_YOUR_IDEA, _("wir haben Ihren Einspruch geprüft. Die Antwort steht bei der Idee.")),
    "comment_hidden": Wording(
        _("Neues zu Ihrem Kommentar"), _("wir haben einen Kommentar von Ihnen verborgen. Den Grund lesen Sie dort.")
    ),
    "report_settled": Wording(_("Ihre Meldung ist geprüft"), _("wir haben uns angesehen, was Sie gemeldet haben.")),
    "committee_meeting": Wording(
        _("Sitzung des Lenkungskreises"), _("zu einer Sitzung des Lenkungskreises gibt es Neues.")
    ),
    "committee_ballot": Wording(_("Abstimmung im Lenkungskreis"), _("eine Abstimmung wartet auf Ihre Stimme.")),
    "committee_evaluation": Wording(_("Ideen zu bewerten"), _("Sie sind um eine Bewertung gebeten.")),
    "workshop_registered": Wording(
        _("Ihre Anmeldung"), _("Ihre Anmeldung ist angekommen. Über diesen Link sehen Sie, wo sie steht.")
    ),
    "workshop_seat": Wording(_YOUR_PLACE, _("Sie haben einen Platz.")),
    "workshop_waiting": Wording(
        _YOUR_PLACE, _("Sie stehen auf der Warteliste. Wird ein Platz frei, hören Sie von uns.")
    ),
    "workshop_given_back": Wording(_YOUR_PLACE, _("Ihr Platz ist zurückgegeben.")),
    "workshop_tables": Wording(_YOUR_PLACE, _("es steht fest, an welchen Tischen Sie sitzen.")),
    "workshop_changed": Wording(_YOUR_PLACE, _("Zeit oder Ort haben sich geändert. Bitte sehen Sie nach.")),
    "workshop_cancelled": Wording(_YOUR_PLACE, _("eine Veranstaltung, zu der Sie sich angemeldet haben, fällt aus.")),
    "workshop_reminder": Wording(
        _("Bald ist es so weit"), _("eine Veranstaltung, zu der Sie sich angemeldet haben, ist bald.")
    ),
    "status": Wording(_("Neues zu Ihrem Vorgang"), _("bei Ihrem Vorgang hat sich etwas getan.")),
}


def write(mail: Mail) -> tuple[str, str]:
    """Subject (one line) and text of ``mail`` in its language."""
    wording = KINDS[mail.kind]
    link = settings.PUBLIC_ADDRESS + mail.context.get("path", "/mein/postfach/")
    with translation.override(mail.language):
        content = {"sentence": wording.sentence, "link": link, "city": city()}
        return str(wording.subject), render_to_string("notifications/mail.txt", content)
