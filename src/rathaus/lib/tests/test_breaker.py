"""Who waits for a server that is away, and who is told so."""

import threading
import time
from typing import Any

import pytest
from django.db import connection
from psycopg import OperationalError
from psycopg_pool import PoolTimeout

from rathaus.lib.breaker import Breaker


class Away(Exception):
    """Told at once."""


def there() -> str:
    return "a connection"


def in_vain() -> str:
    raise PoolTimeout("nobody there")


@pytest.fixture
def broken() -> Breaker:
    """One through which somebody has just waited in vain."""
    one = Breaker(Away)
    with pytest.raises(PoolTimeout):
        one.through(in_vain)
    return one


@pytest.fixture
def soon(broken: Breaker) -> None:
    """The pause is over."""
    broken.pause = 0


def test_while_all_is_well_everybody_gets_what_there_is() -> None:
    assert Breaker(Away).through(there) == "a connection"


def test_after_one_has_waited_in_vain_the_next_is_told_at_once(broken: Breaker) -> None:
    with pytest.raises(Away):
        broken.through(there)


def test_a_moment_later_one_asks_again(broken: Breaker, soon: None) -> None:
    with pytest.raises(PoolTimeout):
        broken.through(in_vain)
    assert broken.through(there) == "a connection"


def test_once_it_is_back_nobody_is_turned_away(broken: Breaker, soon: None) -> None:
    broken.through(there)
    broken.pause = 60
    assert broken.through(there) == "a connection"


def test_while_one_waits_nobody_else_does(broken: Breaker, soon: None) -> None:
    waits, back = threading.Event(), threading.Event()

    def wait() -> str:
        waits.set()
        back.wait(10)
        return "a connection"

    first = threading.Thread(target=broken.through, args=(wait,))
    first.start()
    waits.wait(10)
    with pytest.raises(Away):
        broken.through(there)
    back.set()
    first.join(10)
    assert broken.through(there) == "a connection"


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="the pool is of PostgreSQL alone")
def test_a_database_that_is_away_is_waited_for_once() -> None:
    gone: Any = connection.copy(alias="gone")
    gone.settings_dict = gone.settings_dict | {"PORT": "1"}
    gone.settings_dict["OPTIONS"] = gone.settings_dict["OPTIONS"] | {"pool": {"min_size": 1, "timeout": 0.5}}
    try:
        times = [_seconds_until_told(gone) for _ in range(3)]
    finally:
        gone.close_pool()
        del gone._breakers["gone"]
    assert times[0] >= 0.5
    assert max(times[1:]) < 0.2


def _seconds_until_told(gone: Any) -> float:
    began = time.monotonic()
    with pytest.raises(OperationalError):
        gone.connect()
    return time.monotonic() - began
