"""All that changes a room. Only what the team does is recorded in the audit: what happens at a table is the table's."""

from rathaus.participation.rooms.actions.cards import (
    edit_card,
    lay_card,
    merge_card,
    part_card,
    remove_card,
    stack_card,
    take_from_pool,
)
from rathaus.participation.rooms.actions.choosing import choose_card, choose_profile
from rathaus.participation.rooms.actions.driving import (
    MINUTES,
    add_minute,
    close_room,
    cover_cards,
    open_room,
    present,
    reveal_cards,
    start_clock,
    start_phase,
    stop_clock,
)
from rathaus.participation.rooms.actions.joining import join
from rathaus.participation.rooms.actions.photos import add_photo, remove_photo
from rathaus.participation.rooms.actions.profiles import answer, answer_all, settle
from rathaus.participation.rooms.actions.turns import Refused
from rathaus.participation.rooms.actions.weighing import weigh

__all__ = [
    "MINUTES",
    "Refused",
    "add_minute",
    "add_photo",
    "answer",
    "answer_all",
    "choose_card",
    "choose_profile",
    "close_room",
    "cover_cards",
    "edit_card",
    "join",
    "lay_card",
    "merge_card",
    "open_room",
    "part_card",
    "present",
    "remove_card",
    "remove_photo",
    "reveal_cards",
    "settle",
    "stack_card",
    "start_clock",
    "start_phase",
    "stop_clock",
    "take_from_pool",
    "weigh",
]
