"""The live process: what is laid on a table is heard there within a second."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from statistics import median

import pytest
from django.conf import settings
from django.db import connections

from rathaus.participation.rooms.live import Live
from rathaus.participation.rooms.models import Room
from rathaus.participation.rooms.tests.listening import listening
from rathaus.participation.rooms.tests.scene import Phone

pytestmark = pytest.mark.django_db(transaction=True)
Phones = Callable[..., Phone]


@pytest.fixture
def live() -> Iterator[Live]:
    app = Live()
    yield app
    app.channels.thread.submit(connections.close_all).result()
    app.channels.thread.shutdown()


async def elsewhere(act: Callable[[], object]) -> None:
    """In another thread, as another process would."""

    def acted() -> None:
        try:
            act()
        finally:
            connections.close_all()

    await asyncio.to_thread(acted)


def run(story: Awaitable[None]) -> None:
    async def told() -> None:
        await asyncio.wait_for(story, 20)

    asyncio.run(told())


def path_of(room: Room) -> str:
    return f"{room.get_absolute_url()}live/"


def test_a_card_is_heard_at_its_table_within_a_second(live: Live, room: Room, phone: Phones) -> None:
    anna = phone()

    async def story() -> None:
        async with listening(live, path_of(room), "tisch=1&sprache=de") as here:
            assert "Service für Bürger" in (await here.event(2))["slots"]["bar"]
            waits = []
            for words in ("Ein Termin", "Ein Konto", "Bescheide im Postfach"):
                started = time.monotonic()
                await elsewhere(partial(anna.lay, words))
                news = (await here.event(1))["slots"]
                waits.append(time.monotonic() - started)
            assert median(waits) < 1
            assert [name for name in news if name.startswith("card:")] == [
                name for name, piece in news.items() if "Bescheide im Postfach" in piece
            ]
            assert "bar" not in news

    run(story())


def test_other_tables_and_the_wall_hear_no_words(live: Live, room: Room, phone: Phones) -> None:
    anna = phone()

    async def story() -> None:
        async with listening(live, path_of(room), "tisch=2") as there, listening(live, path_of(room)) as wall:
            await there.event(2), await wall.event(2)
            await elsewhere(lambda: anna.lay("Nur Tisch eins"))
            assert "Nur Tisch eins" not in str(await there.event(2))
            assert "Nur Tisch eins" not in str(await wall.event(2))

    run(story())


def test_who_comes_back_hears_only_what_she_missed(live: Live, room: Room, phone: Phones) -> None:
    anna = phone()
    anna.lay("Erste")
    room.refresh_from_db()

    async def story() -> None:
        async with listening(live, path_of(room), f"tisch=1&stand={room.revision}") as current:
            with pytest.raises(TimeoutError):
                await current.event(0.5)
        async with listening(live, path_of(room), "tisch=1", last_event_id=str(room.revision - 1)) as behind:
            assert "Erste" in str(await behind.event(1))

    run(story())


def test_a_wrong_code_or_table_is_not_there(live: Live, room: Room) -> None:
    async def story() -> None:
        for path, query in (("/raum/0000-0000/live/", ""), (path_of(room), "tisch=9"), ("/ideen/", "")):
            async with listening(live, path, query) as stranger:
                assert stranger.status == 404
        assert live.listeners == 0
        assert live.channels.channels == {}

    run(story())


def test_only_pages_of_this_house_may_read_it(live: Live, room: Room) -> None:
    async def story() -> None:
        async with listening(live, path_of(room), origin=settings.PUBLIC_ADDRESS) as ours:
            assert ours.headers[b"access-control-allow-origin"] == settings.PUBLIC_ADDRESS.encode()
        for other in ("https://evil.example", f"{settings.PUBLIC_ADDRESS}.evil.example", "null"):
            async with listening(live, path_of(room), origin=other) as theirs:
                assert theirs.status == 403
                assert b"access-control-allow-origin" not in theirs.headers

    run(story())


def test_a_full_house_says_so(live: Live, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rathaus.participation.rooms.live.MOST_LISTENERS", 1)

    async def story() -> None:
        async with listening(live, path_of(room)) as first, listening(live, path_of(room)) as second:
            assert (first.status, second.status) == (200, 503)

    run(story())
