"""The line a citizen sees: what has happened to her application, where it is now, what comes next."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rathaus.foundation.design.templatetags.design import day
from rathaus.portal.cases.models import Case, Happening
from rathaus.portal.cases.workflow import OPEN, State

Verb = Happening.Verb

_TITLES = {
    Verb.OPENED: gettext_lazy("Angekommen"),
    Verb.TAKEN: gettext_lazy("In Bearbeitung"),
    Verb.ASSIGNED: gettext_lazy("In Bearbeitung"),
    Verb.ASKED: gettext_lazy("Frage an Sie"),
    Verb.ANSWERED: gettext_lazy("Ihre Antwort ist da"),
    Verb.WITHDRAWN: gettext_lazy("Frage erledigt"),
    Verb.DECIDED: gettext_lazy("Entscheidung"),
    Verb.NOTIFIED: gettext_lazy("Bescheid"),
    Verb.CLOSED: gettext_lazy("Abgeschlossen"),
    Verb.REOPENED: gettext_lazy("Wieder in Bearbeitung"),
}
_TEXTS = {
    Verb.ASKED: gettext_lazy("Wir haben Ihnen eine Frage gestellt."),
    Verb.ANSWERED: gettext_lazy("Vielen Dank. Wir arbeiten weiter."),
    Verb.WITHDRAWN: gettext_lazy("Wir brauchen Ihre Antwort nicht mehr und arbeiten weiter."),
    Verb.DECIDED: gettext_lazy("Über Ihren Antrag ist entschieden."),
    Verb.NOTIFIED: gettext_lazy("Der Bescheid ist bei Ihren Nachrichten."),
    Verb.CLOSED: gettext_lazy("Ohne Bescheid. Den Grund lesen Sie in unserer Nachricht."),
}


@dataclass(frozen=True)
class Station:
    """A stop on the way; ``state`` is done, now or next, ``at`` when it was reached, ``text`` one plain sentence."""

    title: str
    state: str
    at: datetime | None = None
    text: str = ""


def stations(case: Case) -> list[Station]:
    """All stations in order, from the arrival to the notice; the last one reached is ``now`` until all is done."""
    reached = [_reached(case, line) for line in _told(case)]
    ahead = _ahead(case)
    if ahead and reached:
        reached[-1] = replace(reached[-1], state="now", title=_title_now(case, reached[-1].title))
    return reached + ahead


def _told(case: Case) -> list[Happening]:
    """The public lines worth a station; of neighbours with one title only the last."""
    told: list[Happening] = []
    for line in case.happenings.select_related("by", "whom"):
        if not line.public or line.verb not in _TITLES:
            continue
        if told and _TITLES[Verb(told[-1].verb)] == _TITLES[Verb(line.verb)]:
            told.pop()
        told.append(line)
    return told


def _reached(case: Case, line: Happening) -> Station:
    verb = Verb(line.verb)
    text = _with_whom(case, line) or str(_TEXTS.get(verb, ""))
    return Station(str(_TITLES[verb]), "done", line.at, " ".join(filter(None, (_by_another(line), text))))


def _by_another(line: Happening) -> str:
    """``Durch Bernd Schäfer.``, where somebody acted for her."""
    return _("Durch %(agent)s.") % {"agent": line.by} if line.is_for_another else ""


def _with_whom(case: Case, line: Happening) -> str:
    if line.verb not in (Verb.TAKEN, Verb.ASSIGNED):
        return ""
    return _("Bei %(clerk)s, %(office)s") % {"clerk": line.whom or line.by or _("uns"), "office": case.office}


def _title_now(case: Case, title: str) -> str:
    return _("Wartet auf Ihre Antwort") if case.state == State.WAITING else title


def _ahead(case: Case) -> list[Station]:
    ahead = []
    if case.state == State.NEW:
        ahead.append(Station(str(_TITLES[Verb.TAKEN]), "next"))
    if case.state in OPEN:
        ahead.append(Station(str(_TITLES[Verb.DECIDED]), "next", text=_by_when(case)))
    if case.state in OPEN or _awaits_notice(case):
        ahead.append(Station(str(_TITLES[Verb.NOTIFIED]), "next", text=_("Er kommt zu Ihren Nachrichten.")))
    return ahead


def _by_when(case: Case) -> str:
    if case.paused_on:
        days = max((case.due_on - case.paused_on).days, 1)
        text = ngettext("Etwa %(days)s Tag nach Ihrer Antwort", "Etwa %(days)s Tage nach Ihrer Antwort", days)
        return text % {"days": days}
    if case.is_overdue:
        return _("Es dauert leider länger als geplant.")
    return _("Voraussichtlich bis zum %(day)s") % {"day": day(case.due_on)}


def _awaits_notice(case: Case) -> bool:
    return case.state == State.DECIDED and case.decisions.filter(notice=None).exists()
