"""Dates the German way."""

from datetime import UTC, date, datetime

from rathaus.lib.dates import add_months, add_working_days, is_working_day, next_working_day, read_moment, written


def test_a_date_is_written_out() -> None:
    assert written(date(1988, 3, 4)) == "4. März 1988"


def test_a_moment_needs_an_offset_and_a_place_in_utc() -> None:
    assert read_moment("2026-11-28T12:00:00+01:00") == datetime(2026, 11, 28, 11, tzinfo=UTC)
    for nothing in ("", "gestern", "2026-11-28T12:00", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00"):
        assert read_moment(nothing) is None


def test_corpus_christi_is_a_holiday_in_north_rhine_westphalia() -> None:
    assert not is_working_day(date(2026, 6, 4))


def test_working_days_skip_the_weekend_and_christmas() -> None:
    assert add_working_days(date(2026, 12, 23), 2) == date(2026, 12, 28)


def test_a_deadline_on_a_sunday_moves_to_monday() -> None:
    assert next_working_day(date(2026, 11, 22)) == date(2026, 11, 23)


def test_a_month_after_the_31st_is_the_last_day() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2026, 3, 15), -3) == date(2025, 12, 15)
