"""What the tests of moderation share."""

import dataclasses
from collections.abc import Callable

import pytest

from rathaus.participation.ideas import content


@pytest.fixture
def set_city(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Call it with what the city says differently: ``set_city(publish="after")``."""

    def set_to(**said: object) -> None:
        changed = dataclasses.replace(content.participation(), **said)  # type: ignore[arg-type]
        monkeypatch.setattr(content, "participation", lambda: changed)
        monkeypatch.setattr("rathaus.participation.ideas.actions.sending.participation", lambda: changed)

    return set_to
