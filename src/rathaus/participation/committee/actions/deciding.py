"""An item is decided, and the idea goes where the result leads."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.design.kept import raise_version
from rathaus.lib.text import clean
from rathaus.participation.committee.actions.agenda import put_item
from rathaus.participation.committee.actions.asking import ask_to_run, insist
from rathaus.participation.committee.content import rulebook
from rathaus.participation.committee.counting import outcome_of
from rathaus.participation.committee.models import Ballot, Committee, Decision, Item, Meeting, Result
from rathaus.participation.committee.models.decision import ACCEPTING, POSTPONING
from rathaus.participation.committee.names import decided_by
from rathaus.participation.ideas.actions import add_station


@transaction.atomic
def decide_item(
    item: Item,
    result: str,
    *,
    by: Person | str,
    conditions: str = "",
    reason: str = "",
    priority: int | None = None,
    move_to: Meeting | None = None,
    at: datetime | None = None,
    is_example: bool = False,
) -> Decision:
    """Keep what the committee has decided; the last closed ballot must bear it out.

    Putting off (``move_to`` names the later meeting) needs no ballot; nor does ``by="system"``, for results that are
    known from reports while the votes are not. Raises PermissionDenied, NotNow.
    """
    ask_to_run(by)
    item = Item.objects.select_for_update(of=("self",)).select_related("meeting__committee", "idea").get(pk=item.pk)
    Committee.objects.select_for_update().get(pk=item.meeting.committee_id)
    ballot = item.ballots.exclude(closed_at=None).last()
    _check(item, result, ballot, reason, move_to, by)
    last = Decision.objects.aggregate(last=Max("number"))["last"] or 0
    decision = Decision.objects.create(
        number=last + 1,
        item=item,
        ballot=ballot,
        result=Result(result),
        conditions=clean(conditions),
        reason=clean(reason),
        priority=priority,
        at=at or timezone.now(),
        by=by if isinstance(by, Person) else None,
        is_example=is_example or item.meeting.is_example,
    )
    if move_to:
        put_item(
            move_to,
            item.title,
            by=by,
            idea=item.idea,
            is_public=item.is_public,
            proposal=item.proposal,
            moved_from=item,
        )
    _move_idea(decision)
    raise_version()
    record("item.decided", f"item:{item.pk}", by=by, result=str(result), number=decision.number)
    return decision


def _check(
    item: Item, result: str, ballot: Ballot | None, reason: str, move_to: Meeting | None, by: Person | str
) -> None:
    insist(item.meeting.is_running, _("Entschieden wird nur, während die Sitzung läuft."))
    insist(not hasattr(item, "decision"), _("Über den Punkt ist schon entschieden."))
    insist(not item.ballots.filter(closed_at=None).exists(), _("Eine Abstimmung ist noch offen."))
    insist(result in ACCEPTING or reason.strip(), _("Bitte nennen Sie einen Grund, den alle lesen können."))
    insist(result in POSTPONING or move_to is None, _("In eine andere Sitzung geht nur, was vertagt wird."))
    insist(move_to is None or move_to.pk != item.meeting_id, _("Bitte wählen Sie eine andere Sitzung."))
    if result not in POSTPONING and (ballot or by != "system"):
        _check_ballot(result, ballot)


def _check_ballot(result: str, ballot: Ballot | None) -> None:
    insist(ballot, _("Dazu braucht es eine Abstimmung."))
    assert ballot is not None
    outcome = outcome_of(ballot)
    insist(outcome.quorate, _("Der Kreis war nicht beschlussfähig. Bitte stimmen Sie noch einmal ab."))
    insist(outcome.carried == (result in ACCEPTING), _("Das passt nicht zum Ergebnis der Abstimmung."))


def _move_idea(decision: Decision) -> None:
    item = decision.item
    if item.idea is None:
        return
    name = _("Beschluss %(number)s") % {"number": decision.number}
    add_station(
        item.idea,
        rulebook().states[decision.result],
        by="system",
        decided_by=decided_by(item.meeting),
        reason=decision.reason,
        at=decision.at,
        is_example=decision.is_example,
        link=decision.get_absolute_url() if item.is_public else "",
        link_text=name if item.is_public else "",
    )
