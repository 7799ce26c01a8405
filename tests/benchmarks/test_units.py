"""What limits read by hand, once and small: the house and its limit show the same. ``make bench`` measures them."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection


@pytest.mark.timeout(600)
def test_a_vote_and_a_desk_are_measured_beside_their_limits() -> None:
    command = [sys.executable, "-m", "bench", "--units", "support", "desk", "--databases", connection.vendor]
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DATA_DIR")}
    measured = subprocess.run(
        [*command, "--rounds", "1", "--seconds", "0.2", "--cases", "3000"],
        cwd=settings.ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "| support vote | votes/s |" in measured.stdout, measured.stderr
    assert "| desk list | „Erledigt“, two offices, ms |" in measured.stdout, measured.stderr
    assert "\nBENCH: " in measured.stdout
    assert measured.returncode == 0
