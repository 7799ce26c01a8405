"""A folder for the copy of a database: on the disk where the house lies, for nobody else to read, gone afterwards."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

_PREFIX = "backup-"
_DAY = 24 * 3600


@contextmanager
def working_folder() -> Iterator[Path]:
    """Removes what a process that was killed left a day ago, too."""
    above = settings.DATA_DIR / "tmp"
    above.mkdir(parents=True, exist_ok=True)
    for left in above.glob(f"{_PREFIX}*"):
        if left.stat().st_mtime < time.time() - _DAY:
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=above) as folder:
        yield Path(folder)
