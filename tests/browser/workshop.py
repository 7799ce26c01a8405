"""A workshop in the house, and the phones that come into its room."""

import os
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page

from rathaus.integrations.demo.cast import CAST

_HOLD = "from rathaus.participation.rooms.tests.scene import hold_workshop; hold_workshop({slug!r})"


def prepare(data: Path, slug: str) -> None:
    """A workshop with two tables in the house that keeps its data there."""
    command = [sys.executable, "-m", "rathaus.config.manage", "shell", "-v0", "-c", _HOLD.format(slug=slug)]
    subprocess.run(command, check=True, env=os.environ | {"DATA_DIR": str(data)})


def sign_in(page: Page, name: str) -> None:
    page.goto("/demo/")
    page.get_by_role("button", name=f"Als {CAST[name].name} anmelden").click()
    page.wait_for_url(lambda url: not url.endswith("/demo/"))


def open_room(page: Page, slug: str) -> str:
    """The address of the room, opened by somebody of the team."""
    page.goto(f"/raum/oeffnen/{slug}/")
    page.get_by_role("button", name="Raum öffnen").click()
    page.get_by_role("heading", name="Machen Sie mit.").wait_for()
    return page.url.split("leitung/")[0]


def sit_down(page: Page, room: str, table: str) -> Page:
    page.goto(room)
    page.get_by_label(table).check()
    page.get_by_role("button", name="Hinsetzen").click()
    page.get_by_role("heading", name="Auf dem Tisch").wait_for()
    return page
