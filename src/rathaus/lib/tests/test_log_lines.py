"""A log line holds nothing that somebody typed, and stays one line."""

import json
import logging
import sys

import pytest

from rathaus.lib import trail
from rathaus.lib.log_lines import CandidLines, JsonLines, TextLines, facts, log_uncaught

VALUE = "anna.kowalski@rathaus.example"


def record_of(logger: str, text: str, *args: object, **more: object) -> logging.LogRecord:
    record = logging.LogRecord(logger, logging.ERROR, __file__, 12, text, args, None)
    vars(record).update(more)
    return record


def raised(error: BaseException) -> dict[str, object]:
    try:
        raise error
    except BaseException:
        return {"exc_info": sys.exc_info()}


def test_our_own_lines_are_told_in_full() -> None:
    told = json.loads(JsonLines().format(record_of("rathaus.worker", "Took over %d tasks", 3)))
    assert told["message"] == "Took over 3 tasks"
    assert (told["level"], told["logger"]) == ("ERROR", "rathaus.worker")
    assert told["time"].endswith("+00:00")
    assert "at" not in told


def test_of_a_librarys_line_only_what_stands_in_the_program_is_told() -> None:
    told = facts(record_of("smtplib", "refused %s after %d tries (%5.2f%%)", VALUE, 3, 1.5))
    assert told["message"] == "refused … after … tries (…%)"
    assert told["at"].endswith("test_log_lines.py:12")


@pytest.mark.parametrize("text", [f"Invalid header: {VALUE!r}", f"Key (email)=({VALUE}) exists"])
def test_a_librarys_line_that_was_put_together_before_is_not_told(text: str) -> None:
    assert facts(record_of("django.security", text))["message"] == "…"


def test_of_an_error_class_place_and_causes_are_told_but_no_text() -> None:
    try:
        try:
            raise KeyError(VALUE)
        except KeyError as error:
            raise ValueError(f"{VALUE} is wrong") from error
    except ValueError:
        record = record_of("rathaus.worker", "It failed", exc_info=sys.exc_info())
    for lines in (JsonLines(), TextLines()):
        told = lines.format(record)
        assert VALUE not in told
        assert "ValueError < KeyError" in told
        assert "test_of_an_error_class_place_and_causes_are_told_but_no_text" in told


def test_codes_of_errors_are_told() -> None:
    gone = FileNotFoundError(2, "No such file", f"/tmp/{VALUE}.pdf")
    assert facts(record_of("rathaus", "x", **raised(gone)))["error"] == "FileNotFoundError ENOENT"


def test_what_django_hides_behind_none_stays_behind() -> None:
    try:
        try:
            raise KeyError(VALUE)
        except KeyError:
            raise ValueError from None
    except ValueError:
        assert facts(record_of("rathaus", "x", exc_info=sys.exc_info()))["error"] == "ValueError"


@pytest.mark.parametrize(
    "trick", ["\n{}", "\r\n", "\x1b[2J\x1b[31m", "\u2028", "\x00", "\u202e", "\x85", "\x7f", "\x9b31m"]
)
def test_no_sign_breaks_a_line_or_steers_a_terminal(trick: str) -> None:
    record = record_of("rathaus.worker", f"a{trick}b")
    as_json, as_text = JsonLines().format(record), TextLines().format(record)
    assert json.loads(as_json)["message"] == f"a{trick}b"
    for line in (as_json, as_text):
        assert len(line.splitlines()) == 1
        assert line.isprintable()


def test_a_line_names_the_request_and_the_route_it_belongs_to() -> None:
    with trail.following(trail.Trail(request="7K4M", route="/antrag/<slug:slug>/")):
        told = facts(record_of("rathaus", "x"))
        assert "(request=7K4M, route=/antrag/<slug:slug>/)" in TextLines().format(record_of("rathaus", "x"))
    assert (told["request"], told["route"]) == ("7K4M", "/antrag/<slug:slug>/")
    assert "task" not in told
    assert "request" not in facts(record_of("rathaus", "x"))


def test_a_line_with_the_wrong_number_of_values_is_still_a_line() -> None:
    assert facts(record_of("rathaus", "%d of %d", 3))["message"] == "%d of %d"
    assert facts(record_of("other", "%d of %d", 3))["message"] == "… of …"


def test_a_very_long_message_is_cut() -> None:
    assert len(JsonLines().format(record_of("rathaus", "x" * 100_000))) < 2500


def test_in_the_demo_errors_speak_freely() -> None:
    assert VALUE in CandidLines().format(record_of("django.request", "x", **raised(ValueError(VALUE))))


def test_what_ends_a_process_is_told_without_its_text(caplog: pytest.LogCaptureFixture) -> None:
    kind, error, where = raised(ValueError(VALUE))["exc_info"]  # type: ignore[misc]
    log_uncaught(kind, error, where)
    (record,) = caplog.records
    assert record.levelname == "CRITICAL"
    assert VALUE not in JsonLines().format(record)
    assert "ValueError" in JsonLines().format(record)
