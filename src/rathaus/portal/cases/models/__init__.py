"""Cases and the records that law asks for: who had it, what was asked, what was decided, what happened."""

from rathaus.portal.cases.models.case import Case, CaseName
from rathaus.portal.cases.models.decision import Decision
from rathaus.portal.cases.models.enquiry import Enquiry
from rathaus.portal.cases.models.erased import Erased
from rathaus.portal.cases.models.records import Assignment, Happening, Note

__all__ = ["Assignment", "Case", "CaseName", "Decision", "Enquiry", "Erased", "Happening", "Note"]
