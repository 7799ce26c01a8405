from django.apps import AppConfig


class CommitteeConfig(AppConfig):
    name = "rathaus.participation.committee"
