"""What production writes to its log, down to DEBUG; and the house as another process, with settings of its own."""

import io
import logging
import logging.config
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings

from rathaus.config.logs import logging_settings

Rathaus = Callable[..., subprocess.CompletedProcess[str]]
KEYS = {"RATHAUS_SECRET_KEY": "0123456789abcdef" * 4, "RATHAUS_VAULT_KEY": "fedcba9876543210" * 4}
PRODUCTION = {"RATHAUS_MODE": "production", "RATHAUS_ADDRESS": "https://rathaus.duisburg.de", **KEYS}
KEPT = {"PATH", "HOME", "LANG"}


@pytest.fixture(params=["json", "text"])
def log(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """Logging as in production, with all it is ever told, until the test ends."""
    loggers = [logging.getLogger(), *map(logging.getLogger, list(logging.root.manager.loggerDict))]
    before = [(logger, logger.level, logger.handlers[:], logger.propagate) for logger in loggers]
    stream = io.StringIO()
    wanted = logging_settings("DEBUG", request.param, production=True)
    wanted["handlers"]["console"]["stream"] = stream
    logging.config.dictConfig(wanted)
    yield stream
    for logger, level, handlers, propagate in before:
        logger.level, logger.handlers, logger.propagate = level, handlers, propagate
        logger.manager._clear_cache()  # type: ignore[attr-defined]


@pytest.fixture
def rathaus(tmp_path: Path) -> Rathaus:
    """``rathaus("check", "--deploy", RATHAUS_HOSTS="*")`` with these settings alone; ``program=`` runs that instead."""
    return in_folder(tmp_path / "data")


def in_folder(folder: Path) -> Rathaus:
    """``rathaus`` whose DATA_DIR is ``folder``."""

    def run(*words: str, program: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        own = {name: value for name, value in os.environ.items() if name in KEPT}
        own |= {"DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "rathaus.config.settings"}
        command = ["-c", program] if program else ["-m", "rathaus.config.manage", *words]
        return subprocess.run(
            [sys.executable, *command],
            env=own | environment,
            cwd=settings.ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=100,
        )

    return run
