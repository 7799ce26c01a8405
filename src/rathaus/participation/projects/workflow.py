"""The ideas' states between which projects move them, and what a result is."""

from django.urls import Resolver404, resolve

from rathaus.participation.ideas.content import participation

UNDERWAY = "wird-umgesetzt"
CARRIED_OUT = "umgesetzt"
DEFERRED = "zurueckgestellt"
DROPPED = "nicht-weiterverfolgt"


def accepted() -> list[str]:
    """The states from which a project can begin."""
    return participation().states_that_are("pursued")


def can_be_opened(link: str) -> bool:
    """A place of this house that there can be, or a https address."""
    if link.startswith("https://"):
        return len(link) > len("https://") and " " not in link
    if not link.startswith("/"):
        return False
    try:
        resolve(link.partition("?")[0].partition("#")[0])
    except Resolver404:
        return False
    return True
