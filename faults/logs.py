"""What the processes of a house wrote down of errors: their kinds and places, which quote nobody (``log_lines``)."""

import json
from pathlib import Path
from typing import Any

_END = 1 << 14
"""Bytes at the end of a log that are looked at."""
_MOST_PLACES = 3


def last_error(log: Path) -> str:
    """``OSError EINVAL at db_worker.py:161 run``, the innermost first; empty unless its last line tells of an end."""
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - _END))
        lines = file.read().decode(errors="replace").splitlines()
    told = _facts(lines[-1]) if lines else {}
    places = list(reversed(told.get("frames", [])))[:_MOST_PLACES]
    return f"{told['error']} at {' < '.join(places)}" if told.get("level") == "CRITICAL" and "error" in told else ""


def _facts(line: str) -> dict[str, Any]:
    try:
        told = json.loads(line)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
