from django.apps import AppConfig


class MyConfig(AppConfig):
    name = "rathaus.entrances.my"
