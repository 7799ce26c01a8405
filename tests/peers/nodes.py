"""Programs of others that a test talks to: npm packages, run by node."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent


class Program:
    """A running script; it speaks in lines."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def line(self) -> str:
        """The next line it prints."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline().strip()
        assert line, "the program has ended"
        return line

    def ask(self, command: str, **more: Any) -> dict[str, Any]:
        """Send a command; its answer, ``{"ok": …}`` or ``{"error": …}``."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"command": command} | more) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.line())
        return answer


@contextmanager
def running(script: str, *arguments: str) -> Iterator[Program]:
    """Start ``script`` of this folder, and end it afterwards."""
    command = [_node(), HERE / script, *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Program(process)
        finally:
            process.terminate()


def _node() -> str:
    found = shutil.which("node")
    if not found or not (HERE.parents[1] / "node_modules" / "oidc-provider").exists():
        pytest.skip("NOT RUN: this test needs node and the npm packages (npm ci).")
    return found
