"""All that changes a case; one verb each."""

from rathaus.portal.cases.actions.asking import ask, receive_answer, remind, withdraw, write
from rathaus.portal.cases.actions.assigning import assign, release, take
from rathaus.portal.cases.actions.closing import close, reopen
from rathaus.portal.cases.actions.deciding import decide
from rathaus.portal.cases.actions.erasing import erase, warn
from rathaus.portal.cases.actions.noting import note
from rathaus.portal.cases.actions.opening import open_case

__all__ = [
    "ask",
    "assign",
    "close",
    "decide",
    "erase",
    "note",
    "open_case",
    "receive_answer",
    "release",
    "remind",
    "reopen",
    "take",
    "warn",
    "withdraw",
    "write",
]
