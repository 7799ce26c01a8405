"""Ideas and all that people and the city do with them."""

from rathaus.participation.ideas.models.arrival import Arrival
from rathaus.participation.ideas.models.finding import Posting, Term
from rathaus.participation.ideas.models.guard import SolvedPuzzle
from rathaus.participation.ideas.models.idea import Attachment, Counter, Idea, Origin, ShownAs, Visibility
from rathaus.participation.ideas.models.moderation import Appeal, Merge, Moderation, Report
from rathaus.participation.ideas.models.people import Comment, Follow, Support
from rathaus.participation.ideas.models.station import Station

__all__ = [
    "Appeal",
    "Arrival",
    "Attachment",
    "Comment",
    "Counter",
    "Follow",
    "Idea",
    "Merge",
    "Moderation",
    "Origin",
    "Posting",
    "Report",
    "ShownAs",
    "SolvedPuzzle",
    "Station",
    "Support",
    "Term",
    "Visibility",
]
