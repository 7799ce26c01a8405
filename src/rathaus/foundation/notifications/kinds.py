"""The kinds of mails: to which group each belongs, and whether it can be switched off."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.notifications.models import Group


@dataclass(frozen=True)
class Wording:
    """A subject that anyone may see on a locked telephone, and one sentence."""

    group: Group
    subject: str | Promise
    sentence: str | Promise
    submitted: str = "auto-generated"
    """How a program wrote it (RFC 3834): ``auto-replied`` where it answers a mail."""
    must: str | Promise = ""
    """Why it always comes, and at once; empty for one that can be switched off or gathered."""

    @property
    def holds_a_link(self) -> bool:
        """It carries something of its own that no other mail can carry for it."""
        return self.must is _YOUR_LINK


_DEADLINE = _("Sie müssen rechtzeitig davon wissen: Es kann eine Frist laufen.")
_YOUR_LINK = _("Sie haben uns gerade etwas geschickt, und in dieser E-Mail steht Ihr Link dazu.")
_YOUR_ACCOUNT = _("Sie müssen merken, wenn jemand anders Ihr Konto löscht.")

_IN_VAIN = _("Sie kämen sonst vielleicht vergeblich.")

_NEW = _("Neue Nachricht in Ihrem Postfach")
_YOUR_IDEA = _("Neues zu Ihrer Idee")
_YOUR_PLACE = _("Neues zu Ihrer Anmeldung")

KINDS = {
    "receipt": Wording(Group.CASES, _("Ihr Antrag ist angekommen"), _("wir haben Ihren Antrag gespeichert.")),
    "message": Wording(Group.CASES, _NEW, _("in Ihrem Postfach liegt eine neue Nachricht.")),
    "question": Wording(
        Group.CASES, _NEW, _("in Ihrem Postfach liegt eine Frage an Sie. Bitte antworten Sie dort."), must=_DEADLINE
    ),
    "notice": Wording(Group.CASES, _NEW, _("in Ihrem Postfach liegt ein neues Schreiben."), must=_DEADLINE),
    "idea": Wording(
        Group.IDEAS, _("Neues zu einer Idee"), _("bei einer Idee, die Ihnen wichtig ist, hat sich etwas getan.")
    ),
    "idea_by_mail": Wording(
        Group.IDEAS,
        _("Ihre Idee ist angekommen"),
        _("wir haben Ihre Idee gespeichert und sehen sie uns an. Hier können Sie sie ändern oder zurückziehen."),
        submitted="auto-replied",
        must=_YOUR_LINK,
    ),
    "idea_comment": Wording(
        Group.IDEAS,
        _("Neuer Kommentar zu einer Idee"),
        _("bei einer Idee, die Ihnen wichtig ist, hat jemand etwas geschrieben."),
    ),
    "idea_received": Wording(
        Group.IDEAS,
        _("Ihre Idee ist angekommen"),
        _("danke für Ihre Idee. Über diesen Link können Sie sie ändern oder zurückziehen. Geben Sie ihn nicht weiter."),
        must=_YOUR_LINK,
    ),
    "idea_public": Wording(Group.IDEAS, _YOUR_IDEA, _("Ihre Idee ist jetzt öffentlich.")),
    "idea_hidden": Wording(
        Group.IDEAS, _YOUR_IDEA, _("wir haben über Ihre Idee entschieden. Den Grund lesen Sie bei der Idee.")
    ),
    "idea_edited": Wording(
        Group.IDEAS, _YOUR_IDEA, _("wir haben den Text Ihrer Idee geändert. Warum, lesen Sie bei der Idee.")
    ),
    "idea_answer": Wording(
        Group.IDEAS, _("Neues zu einer Idee"), _("die Stadt hat auf eine Idee geantwortet, die Ihnen wichtig ist.")
    ),
    "idea_merged": Wording(
        Group.IDEAS,
        _("Ideen zusammengeführt"),
        _("zwei ähnliche Ideen gehören jetzt zusammen. Wer eine unterstützt, unterstützt die gemeinsame."),
    ),
    "idea_unmerged": Wording(
        Group.IDEAS, _("Ideen wieder getrennt"), _("zwei Ideen, die zusammengeführt waren, stehen wieder für sich.")
    ),
    "idea_split": Wording(
        Group.IDEAS,
        _("Eine Idee ist jetzt zwei"),
        _("in einer Idee, die Ihnen wichtig ist, steckten zwei. Die zweite steht jetzt für sich, verknüpft mit ihr."),
    ),
    "idea_appeal": Wording(
        Group.IDEAS, _YOUR_IDEA, _("wir haben Ihren Einspruch geprüft. Die Antwort steht bei der Idee.")
    ),
    "comment_hidden": Wording(
        Group.IDEAS,
        _("Neues zu Ihrem Kommentar"),
        _("wir haben einen Kommentar von Ihnen verborgen. Den Grund lesen Sie dort."),
    ),
    "report_settled": Wording(
        Group.IDEAS, _("Ihre Meldung ist geprüft"), _("wir haben uns angesehen, was Sie gemeldet haben.")
    ),
    "committee_meeting": Wording(
        Group.COMMITTEE, _("Sitzung des Lenkungskreises"), _("zu einer Sitzung des Lenkungskreises gibt es Neues.")
    ),
    "committee_ballot": Wording(
        Group.COMMITTEE, _("Abstimmung im Lenkungskreis"), _("eine Abstimmung wartet auf Ihre Stimme.")
    ),
    "committee_evaluation": Wording(Group.COMMITTEE, _("Ideen zu bewerten"), _("Sie sind um eine Bewertung gebeten.")),
    "workshop_registered": Wording(
        Group.WORKSHOPS,
        _("Ihre Anmeldung"),
        _("Ihre Anmeldung ist angekommen. Über diesen Link sehen Sie, wo sie steht."),
        must=_YOUR_LINK,
    ),
    "workshop_seat": Wording(Group.WORKSHOPS, _YOUR_PLACE, _("Sie haben einen Platz.")),
    "workshop_waiting": Wording(
        Group.WORKSHOPS, _YOUR_PLACE, _("Sie stehen auf der Warteliste. Wird ein Platz frei, hören Sie von uns.")
    ),
    "workshop_given_back": Wording(Group.WORKSHOPS, _YOUR_PLACE, _("Ihr Platz ist zurückgegeben.")),
    "workshop_tables": Wording(Group.WORKSHOPS, _YOUR_PLACE, _("es steht fest, an welchen Tischen Sie sitzen.")),
    "workshop_changed": Wording(
        Group.WORKSHOPS, _YOUR_PLACE, _("Zeit oder Ort haben sich geändert. Bitte sehen Sie nach."), must=_IN_VAIN
    ),
    "workshop_cancelled": Wording(
        Group.WORKSHOPS,
        _YOUR_PLACE,
        _("eine Veranstaltung, zu der Sie sich angemeldet haben, fällt aus."),
        must=_IN_VAIN,
    ),
    "workshop_reminder": Wording(
        Group.WORKSHOPS, _("Bald ist es so weit"), _("eine Veranstaltung, zu der Sie sich angemeldet haben, ist bald.")
    ),
    "status": Wording(Group.CASES, _("Neues zu Ihrem Vorgang"), _("bei Ihrem Vorgang hat sich etwas getan.")),
    "draft_ends": Wording(
        Group.CASES,
        _("Ein angefangener Antrag wird bald gelöscht"),
        _("Sie haben einen Antrag angefangen und lange nicht weitergeschrieben. Bald löschen wir ihn."),
        must=_DEADLINE,
    ),
    "account_closed": Wording(
        Group.CASES, _("Ihr Konto ist gelöscht"), _("Ihr Konto bei uns ist gelöscht."), must=_YOUR_ACCOUNT
    ),
}

DIGEST = "digest"
"""Not in ``KINDS``: nobody announces it, it speaks for others."""
