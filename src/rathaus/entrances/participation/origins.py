"""The chain's last link, walked backwards: from a page of the portal to the ideas it came from."""

from rathaus.participation.ideas.models import Visibility
from rathaus.participation.projects.models import Project, ProjectIdea
from rathaus.portal.catalogue.origins import Origin


def ideas_behind(path: str) -> list[Origin]:
    """Public ideas of the projects whose result is this page, its application, or the page above (``/leistungen/``)."""
    found = ProjectIdea.objects.filter(
        project__in=Project.objects.with_result(_results(path)), idea__visibility=Visibility.PUBLIC
    )
    return [
        Origin(
            origin.idea.number,
            origin.idea.title,
            origin.idea.get_absolute_url(),
            origin.project.title,
            origin.project.get_absolute_url(),
        )
        for origin in found.select_related("idea", "project")
    ]


def _results(path: str) -> list[str]:
    """``/leistungen/hund/`` → itself, ``/antrag/hund/``, ``/leistungen/``; never the start page, which holds all."""
    above, _, last = path.rstrip("/").rpartition("/")
    return [path, f"/antrag/{last}/", *([f"{above}/"] if above else [])]
