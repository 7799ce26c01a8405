"""``python -m faults``: brings faults about, prints what held, and with ``--write`` lays the table into docs."""

import argparse
import json
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from bench import databases
from faults import report
from faults.scenarios import SCENARIOS, Scenario
from faults.stage import Options, Outcome, Stage
from scripts.postgresql import Missing

_FILE = "faults.json"


def main() -> None:
    options = _options()
    # Ended from outside, it still ends what it started and removes its folder.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(143))
    outcomes = [Outcome(**told) for folder in options.told for told in json.loads((folder / _FILE).read_text())]
    for name in [] if options.told else options.databases:
        for outcome in _played_on(name, options):
            outcomes.append(outcome)
            # After each: a run takes long, and may be broken off.
            _keep(outcomes, options.results)
    print(report.text(outcomes))
    if options.write:
        report.write(outcomes)
    print(report.verdict(outcomes))
    sys.exit(0 if report.holds(outcomes) else 1)


def _keep(outcomes: list[Outcome], folder: Path | None) -> None:
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        told = json.dumps([asdict(outcome) for outcome in outcomes], ensure_ascii=False, indent=2)
        (folder / _FILE).write_text(told)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m faults", description="Bring faults about; nothing may be lost.")
    parser.add_argument("--only", help=f"some of: {','.join(SCENARIOS)}", default=",".join(SCENARIOS))
    parser.add_argument("--databases", nargs="+", choices=databases.NAMES, default=databases.NAMES)
    parser.add_argument("--kills", type=int, default=Options.kills, help="how often, on each database")
    parser.add_argument("--seconds", type=float, default=Options.seconds, help="how long a spell of load lasts")
    parser.add_argument("--visitors", type=int, default=Options.visitors)
    parser.add_argument("--seed", type=int, default=Options.seed)
    parser.add_argument("--results", type=Path, help="a folder for what came out, as JSON")
    parser.add_argument("--folder", type=Path, help="where the houses lie; kept, and used again")
    parser.add_argument("--told", type=Path, nargs="+", default=[], help="play nothing: folders of --results")
    parser.add_argument("--write", action="store_true", help="put the table into docs/reliability.md")
    asked = parser.parse_args()
    asked.only = asked.only.split(",")
    if unknown := set(asked.only) - SCENARIOS.keys():
        parser.error(f"there is no scenario {', '.join(sorted(unknown))}; there are {', '.join(SCENARIOS)}")
    return asked


def _played_on(name: str, asked: argparse.Namespace) -> Iterator[Outcome]:
    playing = {key: SCENARIOS[key] for key in asked.only if name in SCENARIOS[key].databases}
    if not playing:
        return
    options = Options(asked.kills, asked.seconds, asked.visitors, asked.seed)
    try:
        with _folder(asked.folder, name) as folder, databases.empty_database(name) as url:
            print(f"Preparing a house on {name} …", file=sys.stderr, flush=True)
            stage = Stage(folder, name, url, options)
            try:
                for key, scenario in playing.items():
                    print(f"{name}: {scenario.title} …", file=sys.stderr, flush=True)
                    outcome = _played(key, scenario, stage)
                    print(f"  {report.line(outcome)}", file=sys.stderr, flush=True)
                    yield outcome
            finally:
                stage.close()
    except Missing as reason:
        print(f"PostgreSQL was NOT tried: {reason}", file=sys.stderr)
        yield from (Outcome(key, name, "", skipped=str(reason)) for key in playing)


def _played(key: str, scenario: Scenario, stage: Stage) -> Outcome:
    try:
        return scenario.run(stage)
    except Exception as error:
        return Outcome(key, stage.database, "", faults=[f"it broke off: {error!r}\n{traceback.format_exc()}"])


@contextmanager
def _folder(given: Path | None, name: str) -> Iterator[Path]:
    if given:
        (given / name).mkdir(parents=True, exist_ok=True)
        yield given / name
        return
    with tempfile.TemporaryDirectory(prefix=f"rathaus-faults-{name}-") as folder:
        yield Path(folder)


if __name__ == "__main__":
    main()
