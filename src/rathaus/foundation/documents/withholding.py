"""Whether anybody may have a file's content: what came from outside is withheld until it was scanned for malware."""

from django.db.models import TextChoices
from django.http import Http404
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    OWN = "own", _("vom Rathaus geschrieben")
    UNSCANNED = "unscanned", _("nicht auf Schadsoftware geprüft")
    """Kept while there was no scanner, and readable since then; ``rathaus upkeep`` has it scanned once there is one."""
    WAITING = "waiting", _("wird auf Schadsoftware geprüft")
    CLEAN = "clean", _("auf Schadsoftware geprüft")
    INFECTED = "infected", _("gesperrt, enthält vermutlich Schadsoftware")


WITHHELD = (State.WAITING, State.INFECTED)
OPEN = (State.WAITING, State.UNSCANNED)
"""Those the scanner has yet to look at."""


class Withheld(Http404):
    """Nobody may have the content of this file, for now or for good: whoever asks for it finds nothing."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.state = state

    def __str__(self) -> str:
        return str(self.state.label)
