"""What a scene needs from its service's example: answers with a name, days near today, and real files."""

import tomllib
from datetime import date
from typing import Any

from django.conf import settings

from rathaus.integrations.demo.play import Scene
from rathaus.lib.text import fold
from rathaus.portal.applications.blueprints.blueprint import Desk
from rathaus.portal.applications.samples import sample


def example(scene: Scene) -> dict[str, Any]:
    """The example as it stands in its file."""
    folder = settings.CONTENT_DIR / "services" / scene.service / "examples"
    return tomllib.loads((folder / f"{scene.example}.toml").read_text())


def answers(scene: Scene, desk: Desk, today: date) -> dict[str, Any]:
    """The example's answers as a program would send them on the day ``today``, under the name of the scene."""
    moved = sample(example(scene), today)
    moved[desk.applicant] = {"given": scene.given, "family": scene.family}
    if desk.email in moved:
        moved[desk.email] = f"{fold(scene.given)}.{fold(scene.family)}@rathaus.example"
    return moved
