"""The file store on disk, under ``settings.FILES_DIR``: what ``save`` has returned for survives a power cut."""

import contextlib
import os
import uuid
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class SyncedFiles(FileSystemStorage):
    """One file for each place; all or nothing, and synced. A place written again is replaced."""

    # Not kept: tests put the folder elsewhere.
    base_location = property(lambda self: settings.FILES_DIR)
    location = property(lambda self: str(settings.FILES_DIR))

    def __init__(self) -> None:
        super().__init__(allow_overwrite=True)
        self._lasting: set[Path] = set()

    def listing(self, folder: str) -> Iterator[tuple[str, float]]:
        """The names in ``folder``, and when each was written (seconds since 1970); also what was left half-written."""
        try:
            entries = list(os.scandir(self.path(folder)))
        except FileNotFoundError:
            return
        for entry in entries:
            # It may have gone since the folder was read.
            with contextlib.suppress(FileNotFoundError):
                yield entry.name, entry.stat().st_mtime

    def url(self, name: str | None) -> str:
        raise NotImplementedError("Files are handed out by views, which ask who may see them.")

    def _save(self, name: str, content: File) -> str:
        path = Path(self.path(name))
        self._make_lasting(path.parent)
        # Two workers may be at the same file: each has its own until it is done.
        unfinished = path.with_name(f"{path.name}.{uuid.uuid4().hex}.part")
        try:
            with unfinished.open("wb") as file:
                for piece in content.chunks():
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            unfinished.rename(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        # The name lasts only when its folder is synced.
        sync_folder(path.parent)
        return name

    def _make_lasting(self, folder: Path) -> None:
        """A folder's name lasts only when the one above is synced, whoever made it; once is enough."""
        if folder in self._lasting and folder.exists():
            return
        folder.mkdir(parents=True, exist_ok=True)
        sync_folder(folder.parent)
        self._lasting.add(folder)


def sync_folder(folder: Path) -> None:
    """What was named, renamed or removed in ``folder`` lasts from now on."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
