from django.apps import AppConfig
from django.core.checks import register

from rathaus.participation.ideas.content_check import check_participation


class IdeasConfig(AppConfig):
    name = "rathaus.participation.ideas"

    def ready(self) -> None:
        # Models, and all that imports them, exist only now.
        from rathaus.foundation.accounts import disclosure  # noqa: PLC0415
        from rathaus.foundation.documents import receivers  # noqa: PLC0415
        from rathaus.participation.ideas.actions.quarantining import tell_of_infected  # noqa: PLC0415
        from rathaus.participation.ideas.holdings import COMMENTS, IDEAS, MARKS, REPORTS  # noqa: PLC0415

        register(check_participation)
        disclosure.register(IDEAS, COMMENTS, MARKS, REPORTS)
        receivers.register(tell_of_infected)
