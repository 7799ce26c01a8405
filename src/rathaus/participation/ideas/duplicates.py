"""Ideas that say nearly the same as one that is being sent."""

from rathaus.participation.ideas.finding import similar_to
from rathaus.participation.ideas.finding.reading import stems_of
from rathaus.participation.ideas.models import Idea

NEAR = 0.5
"""From which share of common stems on a sender is asked whether hers is there already."""


def nearly_equal(title: str, text: str) -> list[Idea]:
    """Public ideas that share half of all stems with these words, the most similar first; three at most."""
    said = stems_of(f"{title} {text}")
    return [idea for idea in similar_to(f"{title} {text}", 3) if _shared(said, idea) >= NEAR]


def _shared(said: set[str], idea: Idea) -> float:
    theirs = stems_of(f"{idea.title} {idea.text}")
    return len(said & theirs) / len(said | theirs)
