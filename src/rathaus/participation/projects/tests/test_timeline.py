from datetime import UTC, date, datetime

import pytest

from rathaus.participation.projects.models import Project, State
from rathaus.participation.projects.timeline import LEFT, MOST_TICKS, RIGHT, timeline


def a_project(title, start, *, heard=None, done=None):
    return Project(
        title=title,
        state=State.DONE if done else State.RUNNING,
        started_at=datetime(*start, 12, tzinfo=UTC),
        heard_on=date(*(heard or start)),
        done_at=datetime(*done, 12, tzinfo=UTC) if done else None,
    )


def test_without_projects_nothing_is_drawn():
    assert timeline([], date(2026, 11, 25)).lanes == []


def test_lanes_come_by_their_start_and_open_ones_run_on_to_today():
    drawn = timeline(
        [a_project("Zweite", (2020, 1, 1), heard=(2020, 7, 1)), a_project("Erste", (2019, 2, 1), done=(2019, 5, 1))],
        date(2020, 12, 31),
    )
    first, second = drawn.lanes
    assert [lane.title for lane in drawn.lanes] == ["Erste", "Zweite"]
    assert LEFT < first.start < first.stop < second.start < second.known < second.stop == RIGHT


@pytest.mark.parametrize("years", [1, 2, 3, 9, 40])
def test_there_are_never_too_many_ticks(years):
    drawn = timeline([a_project("Lang", (2026 - years + 1, 1, 1))], date(2026, 11, 25))
    assert 2 <= len(drawn.ticks) <= MOST_TICKS
    assert drawn.ticks[0].label == ("01/2026" if years == 1 else "01/2025" if years == 2 else str(2026 - years + 1))


def test_a_project_of_a_single_day_divides_by_nothing():
    drawn = timeline([a_project("Heute", (2026, 1, 1))], date(2026, 1, 1))
    assert drawn.lanes[0].start == drawn.lanes[0].stop == LEFT


def test_a_long_title_is_shortened():
    assert len(timeline([a_project("x" * 100, (2026, 1, 1))], date(2026, 2, 1)).lanes[0].title) <= 36
