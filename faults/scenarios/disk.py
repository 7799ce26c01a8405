"""F3, F4, F16: no room left, or a file store that fails: told in plain words, nothing by half, over by itself."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from faults.load import Load
from faults.stage import Outcome, Stage, wait_until

_ROOM = 24 * 1024 * 1024
"""Bytes left on the small disk."""
_PATIENCE = 120
_FILLER = "filler"
_PIECE = 1 << 16
_PAGE = os.sysconf("SC_PAGE_SIZE")
NOT_ROOT = "needs root, to mount a small disk"


def files(stage: Stage) -> Outcome:
    """The disk with the files is full, then read-only; the database lies elsewhere."""
    place, ledger = stage.house.data / "files", stage.ledger("files")
    if os.geteuid():
        return Outcome("files", stage.database, "", skipped=NOT_ROOT)
    with _on_small_disk(stage, place):
        with stage.load(ledger) as load:
            faults = _while_full(stage, load, place)
            faults += _while(stage, load, "the file store was read-only", _read_only(place))
        return stage.outcome("files", "files: disk full, then read-only", ledger, load.watch, faults=faults)


def database(stage: Stage) -> Outcome:
    """The disk with the SQLite database and the files is full."""
    place, ledger = stage.house.data, stage.ledger("disk")
    if os.geteuid():
        return Outcome("disk", stage.database, "", skipped=NOT_ROOT)
    with _on_small_disk(stage, place):
        with stage.load(ledger) as load:
            faults = _while_full(stage, load, place)
        return stage.outcome("disk", "database and files: disk full", ledger, load.watch, faults=faults)


def _while_full(stage: Stage, load: Load, place: Path) -> list[str]:
    filler = place / _FILLER

    def fill() -> None:
        with filler.open("wb") as file:
            try:
                while True:
                    file.write(b"0" * _PIECE)
                    file.flush()
            except OSError:
                return

    return _while(stage, load, "the disk was full", (fill, lambda: filler.unlink(missing_ok=True)))


def _while(
    stage: Stage, load: Load, what: str, between: tuple[Callable[[], object], Callable[[], object]]
) -> list[str]:
    """Bring it about, look at pages, end it, and see whether all goes on by itself."""
    begin, end = between
    held_up = load.watch.failures.total()
    begin()
    until = time.monotonic() + stage.options.seconds
    faults = []
    while time.monotonic() < until:
        faults += [f"while {what}: {said}" for said in stage.look(("/", "/leistungen/", "/ideen/"))]
        time.sleep(1)
    if load.watch.failures.total() == held_up:
        faults.append(f"while {what}, nobody noticed: it was not brought about")
    end()
    before = load.watch.count
    if not load.watch.wait_for_more(before, _PATIENCE):
        faults.append(f"nobody was told anything for {_PATIENCE} seconds after {what}")
    return list(dict.fromkeys(faults))


def _read_only(place: Path) -> tuple[Callable[[], object], Callable[[], object]]:
    # Busy as long as somebody is writing.
    return (
        lambda: wait_until(lambda: _mounted("-o", "remount,ro", str(place)), _PATIENCE),
        lambda: _mounted("-o", "remount,rw", str(place)),
    )


@contextmanager
def _on_small_disk(stage: Stage, place: Path) -> Iterator[None]:
    """``place`` is a disk of its own with little room; afterwards it is where it was before, with all that came."""
    stage.house.stop()
    beside = place.with_name("beside")
    place.mkdir(exist_ok=True)
    # A small disk gives whole pages, and one to each folder.
    used = sum(_PAGE + -(-path.stat().st_size // _PAGE) * _PAGE for path in place.rglob("*"))
    place.rename(beside)
    place.mkdir()
    assert _mounted("-t", "tmpfs", "-o", f"size={used + _ROOM}", "none", str(place))
    try:
        shutil.copytree(beside, place, dirs_exist_ok=True)
        stage.house.start()
        yield
    finally:
        stage.house.stop()
        shutil.rmtree(beside)
        shutil.copytree(place, beside)
        wait_until(lambda: not subprocess.run(["umount", str(place)], capture_output=True, check=False).returncode, 60)
        place.rmdir()
        beside.rename(place)


def _mounted(*words: str) -> bool:
    return subprocess.run(["mount", *words], capture_output=True, check=False).returncode == 0
