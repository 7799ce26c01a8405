"""What dies is started again and told; who started a program again may come to an end, and the program lives on."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from faults.keeping import Keeper
from scripts.children import Child

PROGRAM = """
import os, signal, sys, time
asked = []
signal.signal(signal.SIGTERM, lambda *_: asked.append(1))
open(sys.argv[1], "w").write(str(os.getpid()))
while not asked: time.sleep(0.01)
"""
ERROR = '{"level": "CRITICAL", "error": "OSError EINVAL", "frames": ["a.py:1 f", "b.py:2 g"]}'


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[Keeper]:
    def child(name: str) -> Child:
        return Child(name, [sys.executable, "-c", PROGRAM, str(tmp_path / f"{name}.pid")], tmp_path / f"{name}.log")

    children = {name: child(name) for name in ("web", "worker")}
    keeper = Keeper(children, lambda name: children[name].start())
    keeper.start()
    yield keeper
    keeper.stop()


def pid_of(name: str, folder: Path, other_than: int = 0) -> int:
    def read() -> int:
        file = folder / f"{name}.pid"
        told = int((file.exists() and file.read_text()) or 0)
        return told if told != other_than else 0

    return wait_for(read)


def wait_for(what: Callable[[], int]) -> int:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if found := what():
            return found
        time.sleep(0.02)
    raise AssertionError("it never came")


def test_what_died_is_started_again_and_told(keeper: Keeper, tmp_path: Path) -> None:
    first = pid_of("worker", tmp_path)
    (tmp_path / "worker.log").write_text(ERROR)
    os.kill(first, signal.SIGKILL)
    pid_of("worker", tmp_path, other_than=first)
    keeper.stop()
    assert keeper.deaths == ["worker OSError EINVAL at b.py:2 g < a.py:1 f"]


def test_what_was_started_again_lives_on_when_only_others_are_stopped(keeper: Keeper, tmp_path: Path) -> None:
    pid_of("web", tmp_path)
    first = pid_of("worker", tmp_path)
    os.kill(first, signal.SIGKILL)
    pid_of("worker", tmp_path, other_than=first)
    keeper.stop("web")
    time.sleep(0.3)
    assert keeper.children["web"].ended
    assert not keeper.children["worker"].ended


def test_what_was_stopped_stays_so(keeper: Keeper, tmp_path: Path) -> None:
    pid_of("worker", tmp_path)
    keeper.stop()
    time.sleep(0.2)
    assert keeper.children["worker"].ended
    assert keeper.deaths == []
