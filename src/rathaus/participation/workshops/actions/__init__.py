"""All that changes workshops, places and draws."""

from rathaus.participation.workshops.actions.changing import cancel_workshop, extend_registration, move_workshop
from rathaus.participation.workshops.actions.documenting import document_workshop, mark_held
from rathaus.participation.workshops.actions.drawing import (
    DrawRefused,
    Source,
    commit_seed,
    draw_lots,
)
from rathaus.participation.workshops.actions.preparing import (
    TooManySeated,
    change_workshop,
    create_series,
    create_workshop,
    open_registration,
    set_tables,
)
from rathaus.participation.workshops.actions.receiving import allocate_tables, check_in
from rathaus.participation.workshops.actions.registering import (
    AlreadyRegistered,
    NewRegistration,
    NotOpen,
    Registered,
    give_back,
    register,
)
from rathaus.participation.workshops.actions.writing import settle_thread, write_guest

__all__ = [
    "AlreadyRegistered",
    "DrawRefused",
    "NewRegistration",
    "NotOpen",
    "Registered",
    "Source",
    "TooManySeated",
    "allocate_tables",
    "cancel_workshop",
    "change_workshop",
    "check_in",
    "commit_seed",
    "create_series",
    "create_workshop",
    "document_workshop",
    "draw_lots",
    "extend_registration",
    "give_back",
    "mark_held",
    "move_workshop",
    "open_registration",
    "register",
    "set_tables",
    "settle_thread",
    "write_guest",
]
