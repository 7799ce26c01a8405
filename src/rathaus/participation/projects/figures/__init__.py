"""The whole way in numbers: how many ideas came, went on and came first, and how long each step took."""

from rathaus.participation.projects.figures.counting import funnel
from rathaus.participation.projects.figures.funnel import Cell, Funnel, Numbers, Wait

__all__ = ["Cell", "Funnel", "Numbers", "Wait", "funnel"]
