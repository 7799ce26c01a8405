"""The limit of a kept page: a WSGI application that gives the same bytes and headers, and does nothing else."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

_FOLDER = Path(os.environ["BENCH_ANSWER"])
_HEADERS = [(name, value) for name, value in json.loads((_FOLDER / "headers.json").read_text())]
_BODY = (_FOLDER / "body").read_bytes()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    start_response("200 OK", _HEADERS)
    return [_BODY]
