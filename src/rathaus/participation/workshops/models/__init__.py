"""Workshops, who comes, and the draw."""

from rathaus.participation.workshops.models.draw import Announcement, Commitment, FrozenList, Result
from rathaus.participation.workshops.models.registration import Placement, Registration, Standing
from rathaus.participation.workshops.models.series import Series
from rathaus.participation.workshops.models.workshop import Group, State, Table, Workshop

__all__ = [
    "Announcement",
    "Commitment",
    "FrozenList",
    "Group",
    "Placement",
    "Registration",
    "Result",
    "Series",
    "Standing",
    "State",
    "Table",
    "Workshop",
]
