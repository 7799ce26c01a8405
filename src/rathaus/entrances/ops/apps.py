from django.apps import AppConfig


class OpsConfig(AppConfig):
    name = "rathaus.entrances.ops"
