"""The pages of projects for the team and the owning offices, below ``/arbeitsplatz/projekte/``."""

from django.urls import path

from rathaus.participation.projects.views import desk, working

urlpatterns = [
    path("", desk.projects, name="desk_projects"),
    path("neu/", desk.start, name="project_start"),
    path("<slug:slug>/", desk.project, name="desk_project"),
    path("<slug:slug>/bericht/", working.report, name="project_report"),
    path("<slug:slug>/meilensteine/", working.add_milestone, name="milestone_add"),
    path("<slug:slug>/meilensteine/<int:milestone>/erreicht/", working.reach_milestone, name="milestone_reach"),
    path("<slug:slug>/meilensteine/<int:milestone>/verschieben/", working.move_milestone, name="milestone_move"),
    path("<slug:slug>/aendern/", working.change, name="project_change"),
    path("<slug:slug>/beginnen/", working.begin, name="project_begin"),
    path("<slug:slug>/umgesetzt/", working.finish, name="project_finish"),
    path("<slug:slug>/beenden/", working.stop, name="project_stop"),
]
