"""Papers of a workshop as accessible PDF: its documentation, and the name badges."""

from rathaus.participation.workshops.papers.badges import badges
from rathaus.participation.workshops.papers.documentation import documentation

__all__ = ["badges", "documentation"]
