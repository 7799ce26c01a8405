"""A real mail server that keeps what it accepted, and can be told to be slow, to refuse or to hang.

``python -m faults.mailbox <folder> <port>`` runs until it is killed. Each mail is on disk before it says 250. It
behaves as the file ``<folder>/mood`` says: nothing, ``slow``, ``refuse`` (451), ``reject`` (554), ``hang`` (takes the
mail, keeps it, and never answers).
"""

import asyncio
import os
import sys
import uuid
from collections import Counter
from email import policy
from email.parser import BytesParser
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP

MOODS = ("", "slow", "refuse", "reject", "hang")
_SLOW = 3.0
"""Seconds before it answers."""


class Keeper:
    """aiosmtpd's handler."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  (aiosmtpd's name)
        mood = _mood(self.folder)
        if mood == "slow":
            await asyncio.sleep(_SLOW)
        if mood == "refuse":
            return "451 4.3.2 Not now"
        if mood == "reject":
            return "554 5.7.1 Not this one"
        _keep(self.folder, envelope.content)
        if mood == "hang":
            await asyncio.sleep(3600)
        return "250 OK"


def mood(folder: Path, which: str = "") -> None:
    """Let the server on ``folder`` behave so from its next mail on."""
    assert which in MOODS
    (folder / "mood").write_text(which)


def ids(folder: Path) -> Counter[str]:
    """How often a mail of each Message-ID was accepted."""
    return Counter(message["Message-ID"] for message in _messages(folder))


def _messages(folder: Path) -> list[Any]:
    parser = BytesParser(policy=policy.default)
    return [parser.parsebytes(file.read_bytes(), headersonly=True) for file in folder.glob("*.eml")]


def _mood(folder: Path) -> str:
    try:
        return (folder / "mood").read_text().strip()
    except FileNotFoundError:
        return ""


def _keep(folder: Path, content: bytes) -> None:
    unfinished = folder / f"{uuid.uuid4().hex}.part"
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(unfinished.with_suffix(".eml"))


async def _serve(folder: Path, port: int) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Keeper(folder), hostname="mailbox.example"), "127.0.0.1", port)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(Path(sys.argv[1]), int(sys.argv[2])))
