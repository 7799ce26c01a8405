"""Finds Chromium for the browser tests."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class Missing(Exception):
    """There is no Chromium on this machine, and it cannot be installed."""


def find() -> str:
    """The path of a system Chromium, installed first where that is possible; raises Missing."""
    if found := _installed():
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False, stdout=sys.stderr)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False, stdout=sys.stderr)
    if found := _installed():
        return found
    raise Missing("no Chromium on PATH, and apt-get could not install it")


def _installed() -> str | None:
    return next((found for name in NAMES if (found := shutil.which(name))), None)
