"""``python -m deploy.cluster.trial``: sets the cluster up, breaks it, prints the table and a verdict line.

Ends with 0 when nothing was lost or doubled, 1 when something was, 2 when this machine cannot run it.
"""

import argparse
import fcntl
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.cluster.trial import course, network, packages, report, setup
from deploy.cluster.trial.course import Outcome
from deploy.cluster.trial.databases import NotInTime
from deploy.cluster.trial.houses import NotOpen, Unfit
from deploy.cluster.trial.scene import Scene
from deploy.cluster.trial.trials import TRIALS

LOCK = Path("/run/rathaus-cluster.lock")
FOLDERS = "rathaus-cluster-"
CANNOT = 2


def main() -> int:
    options = _options()
    if os.geteuid() != 0 or not sys.platform.startswith("linux"):
        return _cannot("it makes network namespaces, for which it must run as root on Linux")
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # Ended from outside, it still ends what it started; also where a shell had it ignore Ctrl-C.
        signal.signal(number, lambda number, frame: sys.exit(128 + number))
    with LOCK.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return _cannot("another one is running on this machine")
        try:
            with _cleared() as folder:
                return _try(folder, options)
        except (packages.Missing, network.NoNetwork) as reason:
            return _cannot(str(reason))
        except (NotInTime, NotOpen, Unfit) as reason:
            print(f"{reason}\nCLUSTER FAILED: it could not be tried to the end.", flush=True)
            return 1


def _try(folder: Path, options: argparse.Namespace) -> int:
    binaries = packages.install()
    scene = setup.up(folder, binaries, options.visitors, options.seed)
    try:
        return _break(scene, folder, options)
    finally:
        scene.houses.close()


def _break(scene: Scene, folder: Path, options: argparse.Namespace) -> int:
    outcomes: list[Outcome] = []
    for trial in (one for one in TRIALS if one.name in options.only):
        _say(f"{trial.name}: {trial.what} …")
        outcome = course.run(trial, scene)
        outcomes.append(outcome)
        _say(report.line(outcome))
    text = f"{report.head(scene.canaries.lines())}\n\n{report.table(outcomes)}\n\n{report.verdict(outcomes)}"
    print(f"\n{text}", flush=True)
    if options.write:
        report.write(text)
    if options.keep:
        _keep(scene, folder)
    return 1 if any(outcome.complaints for outcome in outcomes) else 0


def _options() -> argparse.Namespace:
    names = [trial.name for trial in TRIALS]
    parser = argparse.ArgumentParser(prog="python -m deploy.cluster.trial", description="Try the cluster and break it.")
    parser.add_argument("--only", nargs="*", choices=names, default=names, help="these faults (none: only set up)")
    parser.add_argument("--keep", action="store_true", help="leave everything standing until Ctrl-C")
    parser.add_argument("--write", action="store_true", help="put the table into deploy/cluster/README.md")
    parser.add_argument("--visitors", type=int, default=4, help="how many act at once")
    parser.add_argument("--seed", type=int, default=0, help="another course of events")
    return parser.parse_args()


@contextmanager
def _cleared() -> Iterator[Path]:
    """A folder for everything; nothing of this run, or of one that was killed, is left afterwards."""
    _clear()
    folder = Path(tempfile.mkdtemp(prefix=FOLDERS, dir="/tmp"))
    # PostgreSQL runs as a user of its own.
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        _clear()


def _clear() -> None:
    network.clear()
    for folder in Path("/tmp").glob(f"{FOLDERS}*"):
        shutil.rmtree(folder, ignore_errors=True)


def _keep(scene: Scene, folder: Path) -> None:
    print(
        f"\nStill standing, data and logs in {folder}. Try for example:\n"
        f"  ip netns exec {network.PREFIX}client curl {scene.houses.address}/\n"
        f"  ip netns exec {network.PREFIX}db1 patronictl -c {folder}/db1/patroni.yml list\n"
        "Ctrl-C ends it.",
        flush=True,
    )
    while True:
        time.sleep(1)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _cannot(why: str) -> int:
    print(f"The cluster was NOT tried: {why}.", file=sys.stderr)
    return CANNOT


if __name__ == "__main__":
    sys.exit(main())
