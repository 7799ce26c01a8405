"""The whole harness once, small: prepared, under load, killed, compared. What it is for, ``make faults`` does."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings


@pytest.mark.timeout(600)
def test_a_house_that_is_killed_once_loses_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "faults", "--only", "kill", "--kills", "1", "--databases", "sqlite"]
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DATA_DIR")}
    played = subprocess.run(
        [*command, "--visitors", "4", "--folder", str(tmp_path)],
        cwd=settings.ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    said = played.stdout.splitlines() or [played.stderr]
    assert said[-1].startswith("FAULTS: 1 of 1 hold"), played.stdout + played.stderr
    assert played.returncode == 0
