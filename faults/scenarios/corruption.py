"""F25: bytes change on the disk. It is noticed, and what is wrong is not handed out."""

import json
import time
from http import HTTPStatus
from pathlib import Path

import pysqlite3 as sqlite3

from faults.browser import Browser
from faults.deeds import Town, Visitor
from faults.stage import Outcome, Stage
from faults.watch import Watch

_COPIES = 20
_PAGE = 4096
_PATIENCE = 300


def run(stage: Stage) -> Outcome:
    """An upload is changed by one bit, and of copies of the SQLite database one page each is overwritten."""
    stage.house.start()
    ledger = stage.ledger("corruption")
    with stage.load(ledger) as load:
        time.sleep(stage.options.seconds)
    faults = list(_changed_upload(stage))
    brought, found = "1 bit of an upload", 0
    if stage.database == "sqlite":
        found = sum(_is_noticed(stage, number) for number in range(_COPIES))
        brought += f", 1 page each of {_COPIES} copies of the database"
        faults += [] if found == _COPIES else [f"only {found} of {_COPIES} overwritten pages were noticed"]
    outcome = stage.outcome("corruption", brought, ledger, load.watch, faults=faults, nobody_killed=True)
    if stage.database == "sqlite":
        outcome.figures["noticed"] = f"{found} of {_COPIES} pages"
    return outcome


def _changed_upload(stage: Stage) -> list[str]:
    """Before, a clerk can open it; changed, nobody can; afterwards it is as it was."""
    told = json.loads(stage.house.python("-m", "faults.tamper", "upload").stdout)
    clerk = Visitor(
        Town(stage.people, stage.ledger("corruption")),
        Browser([stage.house.address], Watch(_PATIENCE), stage.chance),
        stage.people.clerks[0],
    )
    clerk.sign_in()
    path = Path(told["path"])
    whole = path.read_bytes()
    before = clerk.browser.ask(told["address"]).status
    path.write_bytes(whole[:99] + bytes([whole[99] ^ 1]) + whole[100:])
    changed = clerk.browser.ask(told["address"])
    path.write_bytes(whole)
    said = [] if before == HTTPStatus.OK else [f"a sound file was answered with {before}"]
    return said + ([f"a changed file was answered with {changed.gist}"] if changed.status == HTTPStatus.OK else [])


def _is_noticed(stage: Stage, number: int) -> bool:
    """Whether SQLite's own check finds a page of zeros at a place that holds something."""
    source, copy = stage.house.data / "rathaus.sqlite3", stage.folder / "copy.sqlite3"
    copy.unlink(missing_ok=True)
    with sqlite3.connect(source) as one, sqlite3.connect(copy) as other:
        one.backup(other)
    one.close()
    other.close()
    pages = copy.stat().st_size // _PAGE
    with copy.open("r+b") as file:
        while True:
            at = stage.chance.randrange(1, pages) * _PAGE
            file.seek(at)
            if any(file.read(_PAGE)):
                break
        file.seek(at)
        file.write(bytes(_PAGE))
    try:
        checked = sqlite3.connect(copy)
        return checked.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
    except sqlite3.DatabaseError:
        return True
