"""Log lines that hold nothing personal: as JSON, or as text that people read.

Two things bring personal data into logs. **Errors**: a database quotes the value that broke a rule, a mail server the
address it refuses. Of an error, a line therefore tells its class, its code and where it happened, never its text.
**Lines of libraries**, which quote addresses, headers and answers: of those, a line keeps only words that stand in the
program itself; what was put into them is an ellipsis. Our own lines (``rathaus.…``) name ids, kinds and numbers alone.
"""

import errno
import json
import logging
import re
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any

from rathaus.lib import trail

OURS = {"rathaus", "django_tasks", "django_tasks_db"}
"""Whose lines are told in full; those of the task library name ids and paths of tasks."""
LONGEST = 2000
"""Characters of a message."""
MOST_FRAMES = 40
_PLACE = re.compile(r"%(\(\w+\))?[-#0 +]*[\d*]*(\.[\d*]+)?[diouxXeEfFgGcrsa]")
_UNPRINTABLE = re.compile(r"[^\x20-\x7e\xa1-\u02ff…]")


class JsonLines(logging.Formatter):
    """One JSON object a line. What would break a line or steer a terminal is escaped."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(facts(record))


class TextLines(logging.Formatter):
    """``2026-11-26T08:00:00.000+00:00 ERROR rathaus.worker: message (request=…, route=…)``, errors below it."""

    def format(self, record: logging.LogRecord) -> str:
        told = facts(record)
        frames = told.pop("frames", [])
        first = " ".join(str(told.pop(name)) for name in ("time", "level", "logger"))
        message = told.pop("message")
        more = f" ({', '.join(f'{name}={value}' for name, value in told.items())})" if told else ""
        return "\n    ".join(_printable(line) for line in [f"{first}: {message}{more}", *frames])


class CandidLines(logging.Formatter):
    """For the demo, where all people are invented: errors with all they say."""

    def format(self, record: logging.LogRecord) -> str:
        more = "".join(f" {name}={value}" for name, value in _trail().items())
        return f"[{record.levelname}] {record.name}: {super().format(record)}{more}"


class SentWrongly(logging.Filter):
    """For loggers of requests that are refused as they came: a warning, without frames.

    Nothing of the house is broken, and anybody can send as many as she likes.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        record.levelno, record.levelname, record.exc_info = logging.WARNING, "WARNING", None
        return logging.getLogger(record.name).isEnabledFor(logging.WARNING)


def facts(record: logging.LogRecord) -> dict[str, Any]:
    """All that a line tells of ``record``, by name, in order."""
    told: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "logger": record.name,
        "message": _message(record)[:LONGEST],
    }
    if record.name.split(".")[0] not in OURS:
        told["at"] = f"{_short(record.pathname)}:{record.lineno}"
    # Django tells the status beside its lines on failed requests.
    if isinstance(status := getattr(record, "status_code", None), int):
        told["status"] = status
    told |= _trail() | getattr(record, "facts", {})
    if record.exc_info and (error := record.exc_info[1]):
        told |= {"error": " < ".join(map(_kind, _chain(error))), "frames": list(_frames(error.__traceback__))}
    return told


def log_uncaught(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
    """For ``sys.excepthook``: what ends a process is told like any other error."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, where)
        return
    logging.getLogger("rathaus").critical("Ended by an error", exc_info=(kind, error, where))


def _trail() -> dict[str, str]:
    return {name: value for name, value in vars(trail.current()).items() if value}


def _message(record: logging.LogRecord) -> str:
    if record.name.split(".")[0] in OURS:
        try:
            return record.getMessage()
        except (TypeError, ValueError):
            return str(record.msg)
    text = str(record.msg)
    if not _stands_in_program(text, sys._getframe()):
        return "…"
    return _PLACE.sub("…", text).replace("%%", "%") if record.args else text


def _stands_in_program(text: str, frame: FrameType | None) -> bool:
    """Whether somebody wrote ``text`` into a program that runs just now: then it holds no value of this moment."""
    while frame:
        if text in frame.f_code.co_consts:
            return True
        frame = frame.f_back
    return False


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """``error`` and what it came from; five at most."""
    for _ in range(5):
        if error is None:
            return
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _kind(error: BaseException) -> str:
    """``UniqueViolation 23505 idea_number``: its class, and what codes it has, none of which quotes a value."""
    diagnosis = getattr(error, "diag", None)
    codes = [
        getattr(error, "sqlstate", None),
        getattr(diagnosis, "constraint_name", None),
        getattr(error, "sqlite_errorname", None),
        getattr(error, "smtp_code", None),
        errno.errorcode.get(error.errno) if isinstance(error, OSError) and isinstance(error.errno, int) else None,
    ]
    return " ".join([type(error).__name__, *(str(code) for code in codes if code)])


def _frames(where: TracebackType | None) -> Iterator[str]:
    """``rathaus/portal/cases/actions/take.py:31 take``, the innermost last."""
    for frame, line in list(traceback.walk_tb(where))[-MOST_FRAMES:]:
        yield f"{_short(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}"


def _short(path: str) -> str:
    """Without the folders above the package."""
    parts = Path(path).parts
    for above in ("site-packages", "src"):
        if above in parts:
            return "/".join(parts[parts.index(above) + 1 :])
    return "/".join(parts[-2:])


def _printable(text: str) -> str:
    return _UNPRINTABLE.sub(lambda found: found.group().encode("unicode_escape").decode(), text)
