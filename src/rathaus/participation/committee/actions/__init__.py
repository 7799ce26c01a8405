"""All that changes something in the committee."""

from rathaus.participation.committee.actions.agenda import attach_paper, change_item, put_item, remove_item
from rathaus.participation.committee.actions.deciding import decide_item
from rathaus.participation.committee.actions.dossiers import (
    assign_evaluators,
    nominate,
    record_check,
    score,
    score_example,
)
from rathaus.participation.committee.actions.meetings import (
    begin_meeting,
    change_meeting,
    close_meeting,
    invite,
    note_presence,
    plan_meeting,
)
from rathaus.participation.committee.actions.minutes import approve_minutes, publish_minutes, write_minutes
from rathaus.participation.committee.actions.seats import appoint, end_term, found_committee
from rathaus.participation.committee.actions.voting import (
    cast_vote,
    close_ballot,
    exclude,
    hold_ballot,
    open_ballot,
    readmit,
)

__all__ = [
    "appoint",
    "approve_minutes",
    "assign_evaluators",
    "attach_paper",
    "begin_meeting",
    "cast_vote",
    "change_item",
    "change_meeting",
    "close_ballot",
    "close_meeting",
    "decide_item",
    "end_term",
    "exclude",
    "found_committee",
    "hold_ballot",
    "invite",
    "nominate",
    "note_presence",
    "open_ballot",
    "plan_meeting",
    "publish_minutes",
    "put_item",
    "readmit",
    "record_check",
    "remove_item",
    "score",
    "score_example",
    "write_minutes",
]
