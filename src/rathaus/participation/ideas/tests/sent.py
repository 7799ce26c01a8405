"""Ideas for tests, sent as people send them."""

from typing import Any

from rathaus.foundation.accounts.models import Person
from rathaus.participation.ideas.actions import NewIdea, send_idea
from rathaus.participation.ideas.models import Idea

TEXT = "Am Hauptbahnhof fehlen Abstellplätze. Wer mit dem Rad kommt, findet keinen Platz."


def sent(title: str = "Mehr Fahrradständer", by: Person | str = "guest", *, checked: bool = True, **more: Any) -> Idea:
    """A stored idea; without contact or person nobody can be told."""
    new = NewIdea(**{"title": title, "text": TEXT, "field": "mobilitaet"} | more)
    return send_idea(new, by=by, checked=checked).idea
