"""The states of a case, what may follow what, and what a citizen sees of them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(TextChoices):
    """What the town hall knows."""

    NEW = "new", pgettext_lazy("Stand eines Vorgangs", "Neu")
    WORK = "work", _("In Arbeit")
    WAITING = "waiting", _("Wartet auf Antwort")
    DECIDED = "decided", _("Entschieden")
    CLOSED = "closed", _("Abgeschlossen")


class PublicState(TextChoices):
    """What a citizen, or a program that asks for her, is told."""

    SUBMITTED = "SUBMITTED", _("Abgesendet")
    RECEIVED = "RECEIVED", _("Eingegangen")
    PROCESSING = "PROCESSING", _("In Bearbeitung")
    ACTION_REQUIRED = "ACTION_REQUIRED", _("Wir brauchen etwas von Ihnen")
    COMPLETED = "COMPLETED", _("Abgeschlossen")


NEXT: dict[State, frozenset[State]] = {
    State.NEW: frozenset({State.WORK}),
    State.WORK: frozenset({State.WAITING, State.DECIDED, State.CLOSED}),
    State.WAITING: frozenset({State.WORK}),
    State.DECIDED: frozenset({State.CLOSED, State.WORK}),
    State.CLOSED: frozenset({State.WORK}),
}

OPEN = (State.NEW, State.WORK, State.WAITING)
RUNNING = (State.NEW, State.WORK)
"""The clock runs: a case that waits for the citizen is never overdue."""
FINISHED = (State.DECIDED, State.CLOSED)

PUBLIC: dict[State, PublicState] = {
    State.NEW: PublicState.RECEIVED,
    State.WORK: PublicState.PROCESSING,
    State.WAITING: PublicState.ACTION_REQUIRED,
    State.DECIDED: PublicState.COMPLETED,
    State.CLOSED: PublicState.COMPLETED,
}


def may_follow(current: str, following: State) -> bool:
    """Whether ``following`` may come straight after ``current``."""
    return following in NEXT[State(current)]
