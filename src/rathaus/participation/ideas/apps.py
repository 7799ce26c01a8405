from django.apps import AppConfig
from django.core.checks import register

from rathaus.participation.ideas.content_check import check_participation


class IdeasConfig(AppConfig):
    name = "rathaus.participation.ideas"

    def ready(self) -> None:
        register(check_participation)
