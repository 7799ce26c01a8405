"""What became of the chosen ideas, as far as reports name it."""

from typing import Any

from rathaus.integrations.demo.clock import at
from rathaus.integrations.demo.replay.script import noon
from rathaus.participation.ideas.models import Idea
from rathaus.participation.projects import actions as projects
from rathaus.participation.projects.actions import NewProject
from rathaus.participation.projects.models import Project


def carry_out(said: dict[str, Any], sent: dict[int, Idea]) -> None:
    """Start each named project from its idea, and finish or report it as reports say."""
    for row in said["projects"]:
        with at(noon(row["started"])):
            project = _start(row, sent[row["idea"]])
        if "reported" in row:
            with at(noon(row["reported"])):
                projects.report(project, row["report"], row["goals"], by="system", day=row["reported"])
        if "done" in row:
            with at(noon(row["done"])):
                _finish(project, row)


def _start(row: dict[str, Any], idea: Idea) -> Project:
    new = NewProject(
        slug=row["slug"],
        title=row["title"],
        goals=row["goals"],
        field=row.get("field", idea.field),
        partner=row["owner"],
        contact="Call Duisburg, 0203 94000",
    )
    return projects.start_project(idea, new, by="system")


def _finish(project: Project, row: dict[str, Any]) -> None:
    result = row["result"]
    projects.finish_project(project, result, row.get("result_text", ""), by="system", at_text=row["done_text"])
