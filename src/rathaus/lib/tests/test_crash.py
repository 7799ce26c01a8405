"""Places where a process dies when it is told to, once, and never in production."""

import os
import subprocess
import sys
from pathlib import Path

from rathaus.lib.crash import KILLED

PROGRAM = "from rathaus.lib.crash import crash_point; crash_point('here'); print('alive')"


def run(tickets: Path, mode: str = "demo") -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"RATHAUS_CRASH_TICKETS": str(tickets), "RATHAUS_MODE": mode}
    return subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=False)


def test_a_ticket_kills_once(tmp_path: Path) -> None:
    (tmp_path / "here").touch()
    first, second = run(tmp_path), run(tmp_path)
    assert (first.returncode, first.stdout) == (KILLED, "")
    assert (second.returncode, second.stdout) == (0, "alive\n")


def test_a_ticket_for_another_place_is_left_there(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").touch()
    assert run(tmp_path).stdout == "alive\n"
    assert (tmp_path / "elsewhere").exists()


def test_production_has_no_such_places(tmp_path: Path) -> None:
    (tmp_path / "here").touch()
    assert run(tmp_path, mode="production").stdout == "alive\n"
    assert (tmp_path / "here").exists()
