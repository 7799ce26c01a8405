"""The public pages of projects."""

from django.urls import path

from rathaus.participation.projects.views import public

urlpatterns = [
    path("", public.portfolio, name="projects"),
    path("<slug:slug>/", public.project, name="project"),
    path("<slug:slug>/datei/<uuid:file_id>/", public.file, name="project_file"),
]
