"""Who visits: citizens, two clerks, an open workshop and some ideas."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass

PASSWORD = "drei Möwen am Hafen"
"""Of all these invented people."""


@dataclass(frozen=True)
class People:
    """E-mail addresses of people who can sign in with PASSWORD; ``workshop`` is a slug, ``ideas`` are numbers."""

    citizens: list[str]
    clerks: list[str]
    """They work at the office where dogs are registered."""
    workshop: str
    ideas: list[int]


def settle(settings: dict[str, str], citizens: int, seats: int = 5000) -> People:
    """Make them in the house with these ``settings``, each time others; the workshop has so many seats for citizens."""
    command = [sys.executable, "-m", "faults.inhabitants", str(citizens), str(seats)]
    done = subprocess.run(command, env=os.environ | settings, stdout=subprocess.PIPE, text=True, check=True)
    return People(**json.loads(done.stdout))
