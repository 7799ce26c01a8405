"""How the house speaks to PostgreSQL: nobody waits for ever, and nobody meets a connection that has died."""

from pathlib import Path

import pytest

from rathaus.config.databases import database


@pytest.fixture
def settings_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    def read(url: str) -> dict:
        monkeypatch.setenv("DATABASE_URL", url)
        return database(tmp_path / "unused")

    return read


def test_waits_are_bounded(settings_for) -> None:
    options = settings_for("postgresql://user@host/name")["OPTIONS"]
    assert {"connect_timeout", "tcp_user_timeout", "keepalives_idle"} <= options.keys()
    assert "lock_timeout" in options["options"]
    assert options["pool"]["timeout"] <= 10


def test_the_operator_can_set_another_bound(settings_for) -> None:
    assert settings_for("postgresql://user@host/name?connect_timeout=2")["OPTIONS"]["connect_timeout"] == "2"


def test_connections_are_looked_at_before_use(settings_for) -> None:
    assert settings_for("postgresql://user@host/name")["CONN_HEALTH_CHECKS"]
