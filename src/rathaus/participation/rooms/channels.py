"""What is listened to: each table of a room, in each language, and its wall, is one channel."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import TypeVar

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.translation import override

from rathaus.lib.references import read_code
from rathaus.lib.text import whole_number
from rathaus.participation.rooms.models import Room
from rathaus.participation.rooms.slots import Slots, table_slots, wall_slots

PAUSE = 0.15
"""Seconds between two looks at the database."""
_log = logging.getLogger(__name__)

Name = tuple[str, str, str]
"""Code of the room, number of the table (empty: the wall), language."""
Found = TypeVar("Found")


class NoRoom(Exception):
    """No room has this code, or it has no such table."""


class Moment:
    """One message, and the next one once it is there. A listener walks from moment to moment at its own pace."""

    def __init__(self, message: bytes = b"") -> None:
        self.message = message
        self.following: asyncio.Future[Moment] = asyncio.get_running_loop().create_future()


class Channel:
    """The pieces as they are now, and the moment from which listeners wait for the next."""

    def __init__(self, revision: int, slots: Slots) -> None:
        self.revision, self.slots = revision, slots
        self.now = Moment()
        self.listeners = 0

    def everything(self) -> bytes:
        """All pieces in one message."""
        return _message(self.revision, self.slots)

    def move_on(self, revision: int, slots: Slots) -> None:
        """Tell the listeners which pieces are not what they were."""
        changed = {name: piece for name, piece in slots.items() if self.slots.get(name) != piece}
        self.revision, self.slots = revision, slots
        before, self.now = self.now, Moment(_message(revision, changed))
        before.following.set_result(self.now)


def _message(revision: int, slots: Slots) -> bytes:
    return f"id: {revision}\ndata: {json.dumps({'revision': revision, 'slots': slots})}\n\n".encode()


class Channels:
    """All channels with listeners, and the one who looks after them."""

    def __init__(self) -> None:
        self.channels: dict[Name, Channel] = {}
        self.watcher: asyncio.Task[None] | None = None
        # One thread, and so one connection, however many listen.
        self.thread = ThreadPoolExecutor(1, "rooms")
        self.opening = asyncio.Lock()

    @asynccontextmanager
    async def open(self, code: str, table: str, language: str) -> AsyncIterator[Channel]:
        """The channel while the block lasts; raises NoRoom."""
        name = (read_code(code), table, language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE)
        async with self.opening:
            if (channel := self.channels.get(name)) is None:
                channel = self.channels[name] = Channel(*await self._ask(lambda: _look(name)))
            channel.listeners += 1
        self._watch()
        try:
            yield channel
        finally:
            channel.listeners -= 1
            if not channel.listeners:
                self.channels.pop(name, None)

    def _watch(self) -> None:
        if self.watcher is None or self.watcher.done():
            self.watcher = asyncio.ensure_future(self._look_on())

    async def _look_on(self) -> None:
        while self.channels:
            await asyncio.sleep(PAUSE)
            try:
                await self._move_on()
            except (DatabaseError, NoRoom):
                # The listeners hear nothing until the database is back, then everything they missed.
                _log.warning("A look at the rooms failed", exc_info=True)

    async def _move_on(self) -> None:
        codes = {code for code, _, _ in self.channels}
        revisions = await self._ask(lambda: _revisions(codes))
        for name, channel in [*self.channels.items()]:
            if revisions.get(name[0], channel.revision) != channel.revision:
                channel.move_on(*await self._ask(lambda name=name: _look(name)))  # type: ignore[misc]

    async def _ask(self, question: Callable[[], Found]) -> Found:
        return await asyncio.get_running_loop().run_in_executor(self.thread, _fresh, question)


def _fresh(question: Callable[[], Found]) -> Found:
    try:
        return question()
    finally:
        connection.close_if_unusable_or_obsolete()


def _revisions(codes: set[str]) -> dict[str, int]:
    return dict(Room.objects.filter(code__in=codes).values_list("code", "revision"))


def _look(name: Name) -> tuple[int, Slots]:
    """Revision and pieces. What changes between the two questions is told with the next revision once more."""
    code, number, language = name
    room = Room.objects.filter(code=code).select_related("workshop", "key", "presented").first()
    if room is None:
        raise NoRoom
    with override(language):
        if not number:
            return room.revision, wall_slots(room)
        table = room.workshop.tables.filter(number=whole_number(number) or 0).first()
        if table is None:
            raise NoRoom
        return room.revision, table_slots(room, table)
