from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "rathaus.entrances.desk"
