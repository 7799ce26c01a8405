"""Minutes as a PDF, and votes as a table."""

import csv
import io
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from rathaus.foundation.design.templatetags.design import day, moment
from rathaus.foundation.documents import letters
from rathaus.lib.text import as_cell
from rathaus.participation.committee.counting import Outcome, outcome_of
from rathaus.participation.committee.models import Ballot, Item, Meeting, Minutes
from rathaus.participation.committee.names import meeting_name

HEADER = [
    "Sitzung",
    "TOP",
    "Frage",
    "Art",
    "Mehrheit",
    "Ja",
    "Nein",
    "Enthaltung",
    "Anwesend",
    "Befangen",
    "Stimmberechtigt",
    "Ergebnis",
    "Namentlich",
    "Beispiel",
]


def items_of(meeting: Meeting) -> QuerySet[Item]:
    """The agenda with what came of it."""
    linked = meeting.items.select_related("idea", "decision__ballot", "moved_to__meeting", "moved_from__meeting")
    return linked.prefetch_related("attachments__file")


def minutes_pdf(minutes: Minutes, *, public: bool) -> bytes:
    """The minutes as PDF/UA; ``public`` leaves out what is not public, and says so. Raises letters.Unprintable."""
    meeting = minutes.meeting
    with override("de"):
        data = {
            "title": f"Niederschrift: {meeting.committee.name}, {meeting_name(meeting)}",
            "reference": f"LK {meeting.number}",
            "date": day(minutes.published_at or meeting.starts_at),
            "begin": moment(meeting.starts_at),
            "place": meeting.place,
            "example": meeting.is_example,
            "text": minutes.text,
            "present": [_presence(taken) for taken in meeting.attendances.select_related("seat", "present")],
            "items": [_item(item, public) for item in items_of(meeting)],
            "draft": minutes.state == Minutes.State.DRAFT,
        }
        return letters.render("minutes", data)


def _presence(taken: Any) -> str:
    if taken.seat_id == taken.present_id:
        return str(taken.seat)
    return f"{taken.seat}, vertreten durch: {taken.present}"


def _item(item: Item, public: bool) -> dict[str, Any]:
    if public and not item.is_public:
        return {"title": "Nicht öffentlicher Tagesordnungspunkt", "lines": [], "conditions": []}
    lines = [item.minutes]
    lines += [" ".join(outcome_of(ballot).sentences) for ballot in item.ballots.exclude(closed_at=None)]
    decision = getattr(item, "decision", None)
    if decision:
        lines += [f"Beschluss {decision.number}: {decision.get_result_display()}.", decision.reason]
    return {
        "title": item.title,
        "lines": [line for line in lines if line],
        "conditions": decision.condition_list if decision else [],
    }


def votes_csv(meeting: Meeting, *, public: bool) -> str:
    """All closed ballots of a meeting, one a line (RFC 4180); ``public`` leaves out items that are not."""
    closed = Ballot.objects.filter(item__meeting=meeting).exclude(closed_at=None).select_related("item")
    ballots = closed.filter(item__is_public=True) if public else closed
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    with override("de"):
        writer.writerows(map(as_cell, _row(meeting, outcome_of(ballot))) for ballot in ballots)
    return text.getvalue()


def by_name(ballot: Ballot) -> list[tuple[str, str]]:
    """Seat and choice of a vote by name; nothing of any other."""
    if ballot.kind != Ballot.Kind.BY_NAME:
        return []
    votes = ballot.votes.select_related("seat", "cast_by")
    return [(str(vote.cast_by), str(vote.get_choice_display())) for vote in votes]


def _row(meeting: Meeting, outcome: Outcome) -> list[Any]:
    ballot, count = outcome.ballot, outcome.count
    verdict = _("angenommen") if outcome.carried else _("abgelehnt")
    return [
        meeting.slug,
        ballot.item.position,
        ballot.question,
        ballot.get_kind_display(),
        ballot.get_rule_display(),
        count.yes,
        count.no,
        count.abstain,
        count.present,
        outcome.excluded,
        count.seats,
        verdict if outcome.quorate else _("nicht beschlussfähig"),
        "; ".join(f"{seat}: {choice}" for seat, choice in by_name(ballot)),
        "ja" if ballot.is_example else "",
    ]
