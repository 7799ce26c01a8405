"""``make test TEST="…"``: words may choose tests of one part and none of another, but not none at all."""

from pathlib import Path
from types import ModuleType

import pytest

from tests.architecture.test_supply_chain import script

SOME = "def test_a_dog(): pass\ndef test_a_cat(): assert False\n"


@pytest.fixture
def suite(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return script(monkeypatch, "test")


@pytest.fixture
def some(tmp_path: Path) -> str:
    path = tmp_path / "test_some.py"
    path.write_text(SOME)
    return str(path)


@pytest.mark.parametrize(
    ("asked", "passed", "failed"), [("dog", 1, 0), ("cat", 0, 1), ("dog or cat", 1, 1), ("mouse", 0, 0)]
)
def test_what_words_do_not_choose_has_not_failed(
    suite: ModuleType, some: str, asked: str, passed: int, failed: int
) -> None:
    assert suite.run_part("One", [], [some, "-k", asked]) == suite.Result(passed, failed)


def test_a_part_that_has_no_tests_by_itself_has_failed(suite: ModuleType, some: str) -> None:
    assert suite.run_part("One", [some, "-k", "mouse"], []).failed == 1


def test_a_run_that_broke_off_has_failed(suite: ModuleType, some: str) -> None:
    assert suite.run_part("One", [], [some, "--no-such-option"]).failed == 1


@pytest.mark.parametrize(("passed", "failed", "code"), [(1, 0, 0), (1, 1, 1), (0, 0, 1)])
def test_a_run_without_any_test_is_no_success(
    suite: ModuleType, monkeypatch: pytest.MonkeyPatch, passed: int, failed: int, code: int
) -> None:
    for part in ("on_sqlite", "on_postgresql"):
        monkeypatch.setattr(suite, part, lambda _words: suite.Result())
    monkeypatch.setattr(suite, "in_browser", lambda _words: suite.Result(passed, failed))
    monkeypatch.setattr(suite.dovecot, "find", lambda: None)
    monkeypatch.setattr(suite.clamav, "find", lambda: None)
    assert suite.main([]) == code
