"""What the house answered, laid down for a limit to answer the same."""

import json
from pathlib import Path

_OF_THE_SERVER = {"server", "date"}
"""Headers the web server adds by itself."""


def lay_down(answer: bytes, folder: Path) -> Path:
    """Headers and body of a whole HTTP answer as files in ``folder``."""
    head, _, body = answer.partition(b"\r\n\r\n")
    headers = [line.split(": ", 1) for line in head.decode("latin-1").split("\r\n")[1:]]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "headers.json").write_text(
        json.dumps([[name, value] for name, value in headers if name.lower() not in _OF_THE_SERVER])
    )
    (folder / "body").write_bytes(body)
    return folder
