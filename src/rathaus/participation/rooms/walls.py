"""Which scene the wall shows; one at a time, one thought each."""

from typing import Any

from django.conf import settings

from rathaus.participation.rooms.boards import Board, answers_of, boards_of
from rathaus.participation.rooms.clocks import clock_of, voyage_of
from rathaus.participation.rooms.codes import picture_of
from rathaus.participation.rooms.models import Phase, Question, Room

_PILES = 6
_CARDS = 4
"""What can be read from ten metres."""


def scene_of(room: Room) -> dict[str, Any]:
    """What the scene's template needs; ``scene`` names it: ``join``, ``halls``, ``piles``, ``profile``, ``end``."""
    address = settings.PUBLIC_ADDRESS + room.get_absolute_url()
    told = {
        "room": room,
        "workshop": room.workshop,
        "clock": clock_of(room),
        "voyage": voyage_of(room, 10, 990, 70),
        "site": settings.PUBLIC_ADDRESS.partition("//")[2],
        "address": address.partition("//")[2],
        "picture": picture_of(address),
    }
    return told | _SCENES[scene_name(room)](room)


def scene_name(room: Room) -> str:
    """Before the first phase everybody comes in; then the tables are on the wall, or the one that was chosen."""
    if room.is_closed:
        return "end"
    if room.phase_started_at is None:
        return "join"
    if room.presented_id is None:
        return "halls"
    return "profile" if room.phase == Phase.PRESENT else "piles"


def _join(room: Room) -> dict[str, Any]:
    return {"scene": "join", "present": room.participants.count(), "capacity": room.workshop.capacity}


def _halls(room: Room) -> dict[str, Any]:
    boards = boards_of(room)
    halls = [(table, boards[table.pk].count if table.pk in boards else 0) for table in room.workshop.tables.all()]
    return {"scene": "halls", "halls": halls, "most": max((count for _, count in halls), default=0)}


def _piles(room: Room) -> dict[str, Any]:
    assert room.presented
    board = boards_of(room).get(room.presented_id or 0, Board([], []))
    piles = [(pile, pile.cards[:_CARDS]) for pile in board.piles[:_PILES]]
    loose = [] if len(piles) >= _PILES else board.loose[: _CARDS if piles else _CARDS * 3]
    return {"scene": "piles", "table": room.presented, "piles": piles, "loose": loose, "count": board.count}


def _profile(room: Room) -> dict[str, Any]:
    assert room.presented
    answers = {answer.question: answer for answer in answers_of(room.presented) if answer.text}
    title, goal = answers.pop(Question.TITLE, None), answers.pop(Question.GOAL, None)
    return {
        "scene": "profile",
        "table": room.presented,
        "title": title.text if title else room.presented.theme,
        "goal": goal,
        "answers": list(answers.values()),
    }


def _end(room: Room) -> dict[str, Any]:
    return {"scene": "end"}


_SCENES = {"join": _join, "halls": _halls, "piles": _piles, "profile": _profile, "end": _end}
