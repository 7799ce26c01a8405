from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "rathaus.entrances.desk"

    def ready(self) -> None:
        # Models, and all that imports them, exist only now.
        from rathaus.entrances.desk.navigation import first_of  # noqa: PLC0415
        from rathaus.foundation.accounts.landing import leads_to  # noqa: PLC0415

        leads_to(first_of)
