"""F9: a mail server that is slow, refuses, hangs or is away. Nobody who applies notices; all mails arrive later."""

import time
from statistics import median

from faults import mailbox
from faults.browser import Browser
from faults.deeds import Town, Visitor
from faults.ledger import Ledger
from faults.stage import Outcome, Stage
from faults.watch import Watch

_SPELLS = ("slow", "refuse", "hang")
_ROUNDS, _EACH = 6, 6
_PATIENCE = 900
_MOST = 1.05
"""How much longer a form may take while the mail server hangs."""


def run(stage: Stage) -> Outcome:
    """One spell after the other under load; then alternately, with one visitor and a watch."""
    stage.house.start()
    ledger = stage.ledger("smtp")
    watches: list[Watch] = []
    for spell in (*_SPELLS, "away"):
        _begin(stage, spell)
        with stage.load(ledger) as load:
            time.sleep(stage.options.seconds)
        watches.append(load.watch)
        _end(stage, spell)
    calm, ill = _alternating(stage, ledger)
    ratio, noise = median(ill) / median(calm), _noise(calm)
    faults = [] if ratio <= _MOST * noise else [f"a form took {ratio:.2f} times as long while the mail server hung"]
    brought = f"{stage.options.seconds:.0f} s each: {', '.join(_SPELLS)}, away"
    outcome = stage.outcome("smtp", brought, ledger, *watches, faults=faults, nobody_killed=True)
    outcome.figures["form while it hangs"] = (
        f"× {ratio:.2f} ({len(ill)} pairs, two halves of the calm ones: × {noise:.2f})"
    )
    return outcome


def _begin(stage: Stage, spell: str) -> None:
    if spell == "away":
        stage.mail_server.end(patience=0)
    else:
        mailbox.mood(stage.mailbox, spell)


def _end(stage: Stage, spell: str) -> None:
    mailbox.mood(stage.mailbox)
    if spell in ("away", "hang"):
        # Who hangs in an answer is cut off, too.
        stage.mail_server.end(patience=0)
        stage.mail_server.start()


def _alternating(stage: Stage, ledger: Ledger) -> tuple[list[float], list[float]]:
    """Seconds of a workshop registration, with its mail, while all is well and while the mail server hangs."""
    town = Town(stage.people, ledger)
    visitor = Visitor(town, Browser([stage.house.address], Watch(_PATIENCE), stage.chance), stage.people.citizens[0])
    visitor.sign_in()
    taken: dict[str, list[float]] = {"": [], "hang": []}
    for _ in range(_ROUNDS):
        for mood, times in taken.items():
            mailbox.mood(stage.mailbox, mood)
            for _ in range(_EACH):
                start = time.perf_counter()
                visitor.take_seat()
                times.append(time.perf_counter() - start)
    _end(stage, "hang")
    return taken[""], taken["hang"]


def _noise(times: list[float]) -> float:
    """How far two halves of the same lie apart, taken alternately: what a ratio means on this machine, now."""
    one, other = median(times[::2]), median(times[1::2])
    return max(one, other) / min(one, other)
