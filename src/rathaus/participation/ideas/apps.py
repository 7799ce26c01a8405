from django.apps import AppConfig


class IdeasConfig(AppConfig):
    name = "rathaus.participation.ideas"
