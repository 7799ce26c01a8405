"""Pages for everybody: kept in front of Django; and, for a visitor with a session, with a frame of her own."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from django.conf import settings
from django.db import connection
from django.test import Client

from bench.limits.answer import lay_down
from bench.limits.statements import noted
from bench.load import Load, ask, drive, drive_each, request
from bench.rows import Row, costs, rates
from bench.servers import Server, serve
from bench.units import Run
from rathaus.foundation.accounts.models import Person

PAGE = "/leistungen/hund-anmelden/"
PAGES = {"service page": PAGE, "start page": "/", "idea list": "/ideen/"}
KEPT = {"connections": 16, "pipeline": 32}
MADE = {"connections": 8, "pipeline": 1}
TURNS = 8
"""In a round: each begins with new connections, which fall to the two workers by chance, seldom half to each."""
ANEW = 300
"""Pages made anew in a turn."""
_numbers = count()


def measure(run: Run) -> list[Row]:
    """Requests a second and CPU time of a request: kept for strangers, kept for her kind, and made anew for her."""
    cookie, browser = _session("bench@rathaus.example")
    wanted = {name: _statements(browser, path) for name, path in PAGES.items()}
    connection.close()
    with serve("rathaus.config.wsgi:application", run.folder, probe=PAGE) as house:
        rows = [row for name, path in PAGES.items() for row in _kept(name, path, house, run)]
        for name, path in PAGES.items():
            rows += _for_her(name, path, cookie, wanted[name], house, run)
    return rows


def _for_her(name: str, path: str, cookie: str, statements: str, house: Server, run: Run) -> Iterator[Row]:
    with _view(path, cookie, statements, house, run) as view:
        page = request(path, cookie)
        yield from compare(f"{name}, signed in", run, (house, page), (view, request("/")), MADE, 0.70)
        turns = [(_anew(house, path, cookie), turn_each(view, [request("/")] * ANEW)) for _ in range(run.rounds)]
    (ours, our_cpu), (bare, bare_cpu) = (zip(*side, strict=True) for side in zip(*turns, strict=True))
    unit = f"{name}, made anew"
    yield rates(unit, "requests/s", [load.rate for load in ours], [load.rate for load in bare], at_least=0.70)
    yield costs(unit, "CPU µs a request", [*our_cpu], [*bare_cpu])


@contextmanager
def _view(path: str, cookie: str, statements: str, house: Server, run: Run) -> Iterator[Server]:
    """The limit of a page: what it reads, and its bytes."""
    made = lay_down(ask(house.port, request(path, cookie)), run.folder / f"made {path.strip('/').replace('/', ' ')}")
    (made / "statements.json").write_text(statements)
    settings = {"BENCH_ANSWER": str(made)}
    with serve("bench.limits.made:application", run.folder, probe="/", settings=settings) as view:
        yield view


def _anew(house: Server, path: str, cookie: str) -> tuple[Load, float]:
    """With a word that no page knows, and another one each time: what is kept under an address is made anew."""
    return turn_each(house, [request(f"{path}?_={next(_numbers)}", cookie) for _ in range(ANEW)])


def turn_each(server: Server, requests: list[bytes], expected: bytes = b"HTTP/1.1 200") -> tuple[Load, float]:
    """Each of ``requests`` once: the load, and the CPU time of one in microseconds."""
    before = server.cpu_seconds()
    load = drive_each(server.port, requests, connections=MADE["connections"], expected=expected)
    return load, (server.cpu_seconds() - before) / load.requests * 1e6


def _kept(name: str, path: str, house: Server, run: Run) -> list[Row]:
    answer = lay_down(ask(house.port, request(path)), run.folder / f"kept {name}")
    settings = {"BENCH_ANSWER": str(answer)}
    with serve("bench.limits.bare:application", run.folder, probe="/", settings=settings) as bare:
        return compare(f"{name}, kept", run, (house, request(path)), (bare, request("/")), KEPT, 0.80)


def _statements(browser: Client, path: str) -> str:
    """What the page reads once it was asked for, as JSON."""
    browser.get(path)
    with noted() as statements:
        browser.get(path)
    return statements.as_json()


def signed_in(email: str) -> str:
    """The session cookie of a new citizen."""
    return _session(email)[0]


def session_of(person: Person) -> str:
    """Her session cookie."""
    return _browser_of(person)[0]


def _session(email: str) -> tuple[str, Client]:
    return _browser_of(Person.objects.create_user(email, "ein langes Passwort"))


def _browser_of(person: Person) -> tuple[str, Client]:
    browser = Client(HTTP_HOST="127.0.0.1")
    browser.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={browser.cookies[name].value}", browser


Target = tuple[Server, bytes]
Turn = tuple[int, float, float]
"""Requests, seconds, and seconds of the processors."""


def compare(
    unit: str, run: Run, house: Target, limit: Target, manner: dict[str, int], at_least: float | None = None
) -> list[Row]:
    """Both take turns under the same load; requests a second, and what one costs."""
    for server, sent in (house, limit):
        drive(server.port, sent, seconds=0.5, **manner)
    rounds = [_round(house, limit, run.seconds, manner) for _ in range(run.rounds)]
    (ours, our_cpu), (bare, bare_cpu) = (zip(*side, strict=True) for side in zip(*rounds, strict=True))
    return [
        rates(unit, "requests/s", [*ours], [*bare], at_least=at_least),
        costs(unit, "CPU µs a request", [*our_cpu], [*bare_cpu]),
    ]


def _round(house: Target, limit: Target, seconds: float, manner: dict[str, int]) -> list[tuple[float, float]]:
    """Of both: requests a second, and microseconds of the processors for one."""
    short = seconds / TURNS
    turns = [(_turn(*house, short, manner), _turn(*limit, short, manner)) for _ in range(TURNS)]
    sums = [[sum(each) for each in zip(*side, strict=True)] for side in zip(*turns, strict=True)]
    return [(requests / took, cpu / requests * 1e6) for requests, took, cpu in sums]


def _turn(server: Server, sent: bytes, seconds: float, manner: dict[str, int]) -> Turn:
    before = server.cpu_seconds()
    load = drive(server.port, sent, seconds=seconds, **manner)
    return load.requests, load.seconds, server.cpu_seconds() - before
