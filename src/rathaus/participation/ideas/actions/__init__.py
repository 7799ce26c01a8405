"""All that changes an idea."""

from rathaus.participation.ideas.actions.appealing import appeal
from rathaus.participation.ideas.actions.changing import change, withdraw
from rathaus.participation.ideas.actions.claiming import claim
from rathaus.participation.ideas.actions.commenting import comment
from rathaus.participation.ideas.actions.following import follow, unfollow
from rathaus.participation.ideas.actions.merging import merge, unmerge
from rathaus.participation.ideas.actions.moderating import Wording, answer, check, edit, hide, show, write_down
from rathaus.participation.ideas.actions.once import NameReused, send_once
from rathaus.participation.ideas.actions.reporting import report
from rathaus.participation.ideas.actions.sending import NewIdea, Sent, send_idea
from rathaus.participation.ideas.actions.settling import answer_appeal, hide_comment, settle_report, show_comment
from rathaus.participation.ideas.actions.splitting import split
from rathaus.participation.ideas.actions.stations import add_station
from rathaus.participation.ideas.actions.supporting import support, take_back_support
from rathaus.participation.ideas.actions.writing import settle_thread, write_author

__all__ = [
    "NameReused",
    "NewIdea",
    "Sent",
    "Wording",
    "add_station",
    "answer",
    "answer_appeal",
    "appeal",
    "change",
    "check",
    "claim",
    "comment",
    "edit",
    "follow",
    "hide",
    "hide_comment",
    "merge",
    "report",
    "send_idea",
    "send_once",
    "settle_report",
    "settle_thread",
    "show",
    "show_comment",
    "split",
    "support",
    "take_back_support",
    "unfollow",
    "unmerge",
    "withdraw",
    "write_author",
    "write_down",
]
