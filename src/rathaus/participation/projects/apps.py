from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "rathaus.participation.projects"
