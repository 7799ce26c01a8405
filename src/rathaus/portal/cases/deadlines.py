"""What asking the citizen does to deadlines: hers to answer, and the town hall's, which stands still meanwhile."""

from datetime import date, timedelta

from rathaus.lib import dates


def after_pause(due_on: date, paused_on: date, resumed_on: date) -> date:
    """``due_on`` moved by the days the clock stood still, to a working day."""
    return dates.next_working_day(due_on + (resumed_on - paused_on))


def answer_by(asked_on: date, days: int = 14) -> date:
    """The usual time a citizen has for an answer; ends on a working day (§ 31 (3) VwVfG)."""
    return dates.next_working_day(asked_on + timedelta(days=days))
