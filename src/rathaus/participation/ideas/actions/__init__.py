"""All that changes an idea."""

from rathaus.participation.ideas.actions.sending import NewIdea, Sent, send_idea
from rathaus.participation.ideas.actions.stations import add_station
from rathaus.participation.ideas.actions.supporting import support, take_back_support

__all__ = ["NewIdea", "Sent", "add_station", "send_idea", "support", "take_back_support"]
