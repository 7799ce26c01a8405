"""``python -m bench``: measures, prints, and with ``--write`` lays the table down in docs/benchmarks.md."""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from bench import chart, databases, report, verdict
from bench.house import prepare
from bench.machine import machine, others_at_work
from bench.rows import Row
from scripts.postgresql import Missing

UNITS = (
    *("pages", "weight", "rooms", "applications", "takeout", "notice", "sign_in"),
    *("search", "ideas", "support", "desk"),
)
"""In this order: the last ones fill the house with services, ideas and cases."""
_FILE = "bench.json"


def main() -> None:
    options = _options()
    # Ended from outside, it still ends what it started and removes its folder.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(143))
    # Who works now tells nothing of runs that are over.
    head = machine() | ({} if options.told else {"Others at work before": f"{others_at_work():.1f} processes"})
    tables = _told(options.told)
    for name in [] if options.told else options.databases:
        try:
            _measure_on(name, options, tables)
        except Missing as reason:
            print(f"PostgreSQL was NOT measured: {reason}", file=sys.stderr)
    print(report.text(head, tables))
    if options.write:
        report.write(head, tables)
        chart.write(tables)
    print("", *verdict.lines(tables), sep="\n")
    if options.strict and not verdict.all_reached(tables):
        sys.exit(1)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure each unit beside its own limit.")
    parser.add_argument("--units", nargs="+", choices=UNITS, default=UNITS)
    parser.add_argument("--databases", nargs="+", choices=databases.NAMES, default=databases.NAMES)
    parser.add_argument("--rounds", type=int, default=5, help="how often house and limit take turns")
    parser.add_argument("--seconds", type=float, default=3, help="how long a turn on a page lasts")
    parser.add_argument("--services", type=int, default=10_000, help="how many the search looks through")
    parser.add_argument("--applications", type=int, default=64, help="how many are sent in a turn")
    parser.add_argument("--cases", type=int, default=1_000_000, help="how many lie at the desk")
    parser.add_argument("--catalogue", type=Path, help="a folder with a DLDB catalogue, to make services from")
    parser.add_argument("--write", action="store_true", help="put table and picture into docs/")
    parser.add_argument("--results", type=Path, help="a folder for what came out, as JSON, written after each unit")
    parser.add_argument("--told", type=Path, nargs="+", default=[], help="measure nothing: folders of --results")
    parser.add_argument("--strict", action="store_true", help="a target that is missed ends with 1")
    return parser.parse_args()


def _measure_on(name: str, options: argparse.Namespace, tables: dict[str, list[Row]]) -> None:
    with tempfile.TemporaryDirectory(prefix="rathaus-bench-") as folder, databases.empty_database(name) as url:
        settings = prepare(Path(folder), url)
        rows = tables.setdefault(databases.version(url), [])
        for unit in (unit for unit in UNITS if unit in options.units):
            print(f"Measuring {unit} on {name} …", file=sys.stderr, flush=True)
            rows += _rows(unit, folder, url, settings, options)
            _keep(tables, options.results)


def _keep(tables: dict[str, list[Row]], folder: Path | None) -> None:
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        told = {database: [asdict(row) for row in rows] for database, rows in tables.items()}
        (folder / _FILE).write_text(json.dumps(told, ensure_ascii=False, indent=2))


def _told(folders: list[Path]) -> dict[str, list[Row]]:
    """What was kept in ``folders``, one behind the other."""
    tables: dict[str, list[Row]] = {}
    for folder in folders:
        for database, rows in json.loads((folder / _FILE).read_text()).items():
            tables.setdefault(database, []).extend(Row(**row) for row in rows)
    return tables


def _rows(unit: str, folder: str, url: str, settings: dict[str, str], options: argparse.Namespace) -> list[Row]:
    catalogue = str(options.catalogue.resolve()) if options.catalogue else None
    told = {"unit": unit, "folder": folder, "url": url, "catalogue": catalogue} | {
        name: getattr(options, name) for name in ("rounds", "seconds", "services", "applications", "cases")
    }
    done = subprocess.run(
        [sys.executable, "-m", "bench.measure"],
        input=json.dumps(told),
        text=True,
        stdout=subprocess.PIPE,
        env=os.environ | settings,
        check=False,
    )
    if done.returncode:
        log = Path(folder) / "processes.log"
        sys.exit(f"{unit} could not be measured.\n{log.read_text(errors='replace')[-3000:] if log.exists() else ''}")
    return [Row(**row) for row in json.loads(done.stdout)]


if __name__ == "__main__":
    main()
