"""The web server as it runs, alone and behind the proxies of ``deploy/``, each with what its file says there."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from django.conf import settings

ROOT = settings.ROOT
WHERE = "/usr/sbin:/usr/bin:/usr/local/sbin"


def demand(name: str) -> None:
    """Skips the test where the proxy of that name is not installed. Asked first: nothing was started for it yet."""
    if name in PROXIES and not shutil.which(name, path=WHERE):
        pytest.skip(f"NOT TESTED: {name} is not installed")


@contextmanager
def before(name: str, folder: Path, port: int) -> Iterator[int]:
    """The port of the proxy of that name before the web server at ``port``; without a name of one, ``port`` itself."""
    if name not in PROXIES:
        yield port
    else:
        with PROXIES[name](str(shutil.which(name, path=WHERE)), folder, port) as door:
            yield door


@contextmanager
def web_server(seen: Path) -> Iterator[int]:
    port = free_port()
    options = ["--interface", "wsgi", "--no-ws", "--port", str(port), "--log-level", "critical"]
    with running([sys.executable, "-m", "granian", "tests.security.seen:application", *options], port, SEEN=str(seen)):
        yield port


@contextmanager
def through_nginx(nginx: str, folder: Path, behind: int, by: str = "http", more: str = "") -> Iterator[int]:
    """With what ``deploy/nginx/rathaus.conf`` says about the way to the house, and ``more`` of that."""
    ours = (ROOT / "deploy" / "nginx" / "rathaus.conf").read_text()
    way = "\n".join(re.findall(r"^ {4}(?:proxy_(?:http|set)|client_).*;$", ours, re.MULTILINE))
    assert "proxy_http_version 1.1" in way
    port = free_port()
    places = " ".join(
        f"{name}_temp_path {folder / name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder / 'pid'}; error_log {folder / 'log'}; events {{}}\n"
        f"http {{ access_log off; {places} upstream house {{ server 127.0.0.1:{behind}; keepalive 1; }}\n"
        f"server {{ listen 127.0.0.1:{port}; {way}\nlocation / {{ proxy_pass {by}://house; {more} }} }} }}\n"
    )
    with running([nginx, "-e", str(folder / "log"), "-c", str(folder / "nginx.conf")], port):
        yield port


@contextmanager
def through_haproxy(haproxy: str, folder: Path, behind: int, more: str = "") -> Iterator[int]:
    """With ``deploy/haproxy/haproxy.cfg``, but for TLS, user and the other servers; of its one server, ``more``.

    Nobody asks whether that is ready: it would be a request, too.
    """
    port = free_port()
    file = folder / "haproxy.cfg"
    ours = (ROOT / "deploy" / "haproxy" / "haproxy.cfg").read_text()
    for found, instead in {
        r"^    (?:user|group|log|log-format|stats) .*\n": "",
        r"maxconn 10000": "maxconn 200",
        r"^    (?:bind :443|http-request redirect).*\n": "",
        r"bind :80,.*": f"bind 127.0.0.1:{port}",
        r"^    (?:server web2|server \S+-unready|option httpchk|http-check|default-server) ?.*\n": "",
        r" track web/web1": "",
        r"127\.0\.0\.1:800[01]": f"127.0.0.1:{behind} {more}",
    }.items():
        ours, times = re.subn(found, instead, ours, flags=re.MULTILINE)
        assert times, found
    file.write_text(ours)
    with running([haproxy, "-db", "-f", str(file)], port):
        yield port


PROXIES: dict[str, Callable[[str, Path, int], AbstractContextManager[int]]] = {
    "nginx": through_nginx,
    "haproxy": through_haproxy,
}


@contextmanager
def running(command: list[str], port: int, **environment: str) -> Iterator[None]:
    process = subprocess.Popen(command, env=os.environ | environment, cwd=ROOT)
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
            except OSError:
                assert process.poll() is None, command
                time.sleep(0.05)
            else:
                break
        yield
    finally:
        process.terminate()
        process.wait(20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
