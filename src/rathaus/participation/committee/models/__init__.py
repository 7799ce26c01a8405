"""The committee: who sits on it, when it meets, what it weighs, how it votes and what it decides."""

from rathaus.participation.committee.models.ballot import Ballot, Choice, Exclusion, Paper, Vote
from rathaus.participation.committee.models.decision import Decision, Minutes, Result
from rathaus.participation.committee.models.dossier import Assignment, FeasibilityCheck, Nomination, Score
from rathaus.participation.committee.models.meeting import Attachment, Attendance, Item, Meeting
from rathaus.participation.committee.models.seats import Committee, Member

__all__ = [
    "Assignment",
    "Attachment",
    "Attendance",
    "Ballot",
    "Choice",
    "Committee",
    "Decision",
    "Exclusion",
    "FeasibilityCheck",
    "Item",
    "Meeting",
    "Member",
    "Minutes",
    "Nomination",
    "Paper",
    "Result",
    "Score",
    "Vote",
]
