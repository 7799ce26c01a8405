from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    name = "rathaus.participation.workshops"

    def ready(self) -> None:
        # Models, and all that imports them, exist only now.
        from rathaus.foundation.accounts.disclosure import register  # noqa: PLC0415
        from rathaus.participation.workshops.holdings import REGISTRATIONS  # noqa: PLC0415

        register(REGISTRATIONS)
