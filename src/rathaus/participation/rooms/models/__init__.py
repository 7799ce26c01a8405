"""Rooms, and what lies on their tables."""

from rathaus.participation.rooms.models.board import DOTS, Card, Dot, Stack
from rathaus.participation.rooms.models.profile import LONGEST, LONGEST_TITLE, Answer, Profile, Question, Version
from rathaus.participation.rooms.models.room import Participant, Phase, Photo, Room

__all__ = [
    "DOTS",
    "LONGEST",
    "LONGEST_TITLE",
    "Answer",
    "Card",
    "Dot",
    "Participant",
    "Phase",
    "Photo",
    "Profile",
    "Question",
    "Room",
    "Stack",
    "Version",
]
