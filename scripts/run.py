"""Starts the house: brings it up to date, then keeps its servers and its worker running until Ctrl-C.

Everything it writes lies in DATA_DIR. However this program ends, its children end with it; what a sudden end left
behind, the next start clears away.
"""

import fcntl
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from types import FrameType
from typing import TextIO

from children import Child, end_leftovers, end_with_parent
from install import ROOT, fingerprint

from rathaus.integrations.demo.cast import CAST, PASSWORD

HOST = os.environ.get("RATHAUS_LISTEN") or "127.0.0.1"
PORT = os.environ.get("PORT") or "8000"
DATA_DIR = Path(os.environ.get("DATA_DIR") or ROOT / "var").resolve()
LOGS = DATA_DIR / "logs"
RATHAUS = [sys.executable, "-m", "rathaus.config.manage"]
WEB_MARK = f"--pid-file={DATA_DIR / 'web.pid'}"
WEB = [
    *(sys.executable, "-m", "granian", "rathaus.config.wsgi:application"),
    *("--interface", "wsgi", "--no-ws", "--host", HOST, "--port", PORT, WEB_MARK),
    *("--workers", "2", "--blocking-threads", "4", "--backpressure", "128", "--respawn-failed-workers"),
    *("--workers-kill-timeout", "10", "--log-level", "warning"),
]
LIVE_PORT = str(int(PORT) + 1) if PORT.isdecimal() else PORT
LIVE_MARK = f"--pid-file={DATA_DIR / 'live.pid'}"
LIVE = [
    *(sys.executable, "-m", "granian", "rathaus.config.asgi:application", "--interface", "asgi", "--no-ws"),
    *("--host", HOST, "--port", LIVE_PORT, LIVE_MARK, "--workers", "1", "--respawn-failed-workers"),
    *("--workers-kill-timeout", "2", "--log-level", "warning"),
]
"""Tells boards in workshops what changed."""
PATIENCE = 60
"""Seconds the web server may take until it answers."""


def main() -> None:
    # Also where a shell started this in the background and had it ignore Ctrl-C.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _end)
    end_with_parent()
    LOGS.mkdir(parents=True, exist_ok=True)
    lock = take_lock()
    end_leftovers(WEB_MARK)
    end_leftovers(LIVE_MARK)
    check_ports()
    children = [
        Child("web", WEB, LOGS / "web.log"),
        Child("worker", [*RATHAUS, "worker"], LOGS / "worker.log"),
        Child("live", LIVE, LOGS / "live.log"),
    ]
    if os.environ.get("IMAP_URL"):
        children.append(Child("mail", [*RATHAUS, "fetch-mail", "--watch"], LOGS / "mail.log"))
    try:
        prepare()
        for child in children:
            child.start()
        wait_until_open(children[0])
        print(welcome(), flush=True)
        keep_running(children)
    except KeyboardInterrupt:
        print("\nClosing …", flush=True)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for child in children:
            child.ask_to_end()
        for child in children:
            child.end(patience=10)
        lock.close()


def _end(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def take_lock() -> TextIO:
    """One run for each DATA_DIR; the lock ends with this process, however it ends."""
    lock = (DATA_DIR / "run.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit(
            f"Rathaus is already running with the data in {DATA_DIR}. Another one needs its own DATA_DIR and PORT."
        )
    return lock


def check_ports() -> None:
    if not (PORT.isdecimal() and 0 < int(PORT) < 65535):
        sys.exit(f"PORT is {PORT!r}, but must be a whole number from 1 to 65534; the next one is used, too.")
    for port in (PORT, LIVE_PORT):
        check_port(port)


def check_port(port: str) -> None:
    with socket.socket(socket.AF_INET6 if ":" in HOST else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(port)))
        except OSError as error:
            sys.exit(
                f"Port {port} cannot be used ({error.strerror}). Choose another one: make run PORT={int(PORT) + 2}"
            )


def prepare() -> None:
    """Bring database, static files and content up to date, unless nothing changed since the last time."""
    done = DATA_DIR / "prepared"
    state = state_of_house()
    if done.exists() and done.read_text() == state and ("DATABASE_URL" in os.environ or _database().exists()):
        return
    preparing = subprocess.run(
        [*RATHAUS, "prepare"], cwd=ROOT, start_new_session=True, preexec_fn=end_with_parent, check=False
    )
    if preparing.returncode:
        sys.exit("Rathaus could not be prepared; the lines above say why.")
    done.write_text(state)


def _database() -> Path:
    return DATA_DIR / "rathaus.sqlite3"


def state_of_house() -> str:
    """A fingerprint of all that the prepared state comes from: program, content, settings."""
    folders = [ROOT / "src", Path(os.environ.get("RATHAUS_CONTENT") or ROOT / "content")]
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file() and file.suffix != ".pyc"]
    settings = sorted(f"{name}={os.environ.get(name)}" for name in ("DATABASE_URL", "RATHAUS_MODE", "RATHAUS_CITY"))
    return hashlib.sha256((fingerprint(files) + "\n".join(settings)).encode()).hexdigest()


def wait_until_open(web: Child) -> None:
    for _ in range(PATIENCE * 10):
        if web.ended:
            break
        if answers():
            return
        time.sleep(0.1)
    sys.exit(f"The web server did not start. The end of {web.log}:\n{web.last_words()}")


def answers() -> bool:
    try:
        with urllib.request.urlopen(f"{address()}/healthz", timeout=5) as response:
            return response.status == 200
    except OSError:
        return False


def keep_running(children: list[Child]) -> None:
    """Start again whatever ends by itself, until interrupted."""
    while True:
        time.sleep(1)
        for child in children:
            if child.ended:
                print(f"{child.name} ended unexpectedly and is started again; see {child.log}", flush=True)
                child.end(patience=0)
                child.start()


def address(host: str = HOST) -> str:
    return f"http://[{host}]:{PORT}" if ":" in host else f"http://{host}:{PORT}"


def welcome() -> str:
    home = address("localhost" if HOST in {"127.0.0.1", "0.0.0.0"} else HOST)
    lines = [f"\nRathaus is open: {home}/", f"Data and logs:   {DATA_DIR}"]
    if os.environ.get("RATHAUS_MODE") != "production":
        lines.append(f"Sign in by one click at {home}/demo/, or with the password {PASSWORD} as:")
        lines += [f"  {member.email:26} {member.name:16} {member.part}" for member in CAST.values()]
    return "\n".join([*lines, "Ctrl-C closes it."])


if __name__ == "__main__":
    main()
