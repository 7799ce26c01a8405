"""Keys from the environment or from a file."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from rathaus.config import env


def test_a_key_may_lie_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "vault"
    file.write_text("the master key\n")
    monkeypatch.setenv("SOME_KEY_FILE", str(file))
    assert env.kept_secret("SOME_KEY", tmp_path / "made", production=True) == "the master key"
    assert not (tmp_path / "made").exists()


def test_a_file_that_is_not_there_stops_the_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_KEY_FILE", str(tmp_path / "missing"))
    env.kept_secret("SOME_KEY", tmp_path / "made", production=True)
    with pytest.raises(ImproperlyConfigured, match=r"^SOME_KEY_FILE can't be read: No such file or directory$"):
        env.refuse()
    env.refuse()


def test_several_old_keys_stand_one_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "old"
    file.write_text("first\nsecond\n")
    monkeypatch.setenv("OLD_KEYS_FILE", str(file))
    assert env.text_or_file("OLD_KEYS").split() == ["first", "second"]
    monkeypatch.delenv("OLD_KEYS_FILE")
    assert env.text_or_file("OLD_KEYS").split() == []
