"""What only machines of the house may ask is not asked through HAProxy, however its address is written."""

from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.security.proxies import before, demand, web_server


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics", "/%72eadyz", "/metri%63s", "/%68%65althz?x=1"])
def test_what_is_for_the_house_does_not_reach_it(tmp_path: Path, path: str) -> None:
    assert answers(tmp_path, path) == (404, b"")


def test_everything_else_does(tmp_path: Path) -> None:
    status, seen = answers(tmp_path, "/")
    assert status == 200
    assert b"GET /" in seen


def answers(folder: Path, path: str) -> tuple[int, bytes]:
    """The status, and what the house saw of it."""
    demand("haproxy")
    seen = folder / "seen"
    with web_server(seen) as port, before("haproxy", folder, port) as door:
        asked = HTTPConnection("127.0.0.1", door, timeout=5)
        asked.request("GET", path)
        status = asked.getresponse().status
        return status, seen.read_bytes() if seen.exists() else b""
