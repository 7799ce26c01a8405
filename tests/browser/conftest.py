"""A running house and a real Chromium to visit it with."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

PATIENCE = 240
"""Seconds until the house must be open."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)
            # The first one waits until a house is built and open.
            item.add_marker(pytest.mark.timeout(PATIENCE + 60))


@pytest.fixture(scope="session")
def house_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the house keeps its data."""
    return tmp_path_factory.mktemp("house")


@pytest.fixture(scope="session")
def house(house_data: Path) -> Iterator[str]:
    """The address of a house as ``make run`` opens it, with data of its own."""
    port = _free_port()
    own = {"PORT": str(port), "DATA_DIR": str(house_data), "RATHAUS_RATE_LIMITS": "off"}
    run = subprocess.Popen([sys.executable, settings.ROOT / "scripts" / "run.py"], env=os.environ | own)
    try:
        _wait_until_open(f"http://127.0.0.1:{port}/healthz", run)
        yield f"http://localhost:{port}"
    finally:
        run.terminate()
        run.wait(30)


@pytest.fixture
def visit(chromium: Browser, house: str) -> Iterator[Callable[..., Page]]:
    """``visit(width=360, color_scheme="dark", java_script_enabled=False)`` gives an empty page of a new visitor.

    A script's error, a refused resource or an answer of 500 on any of these pages fails the test.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_page(width: int = 1280, **options: object) -> Page:
        context = chromium.new_context(
            base_url=house, viewport={"width": width, "height": 900}, locale="de-DE", reduced_motion="reduce", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        page.on("console", lambda line: _note_refusal(line, faults))
        page.on("response", lambda answer: faults.append(f"{answer.url}: 500") if answer.status >= 500 else None)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def _note_refusal(line: ConsoleMessage, faults: list[str]) -> None:
    # Chromium also calls it an error when a page answers 404 or 422, or when a test takes the net away, which may be
    # just what that test wants; what has no address comes from the test itself.
    wanted = ("the server responded with a status of 4", "net::ERR_INTERNET_DISCONNECTED")
    expected = any(words in line.text for words in wanted) or not line.location["url"]
    if line.type == "error" and not expected:
        faults.append(f"{line.location['url']}: {line.text}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_open(address: str, run: subprocess.Popen) -> None:
    for _ in range(PATIENCE * 5):
        if run.poll() is not None:
            pytest.fail("The house did not open; see what scripts/run.py printed.")
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"The house did not open within {PATIENCE} seconds.")
