from django.apps import AppConfig


class RoomsConfig(AppConfig):
    name = "rathaus.participation.rooms"

    def ready(self) -> None:
        # Models can only be imported once every app is there.
        from rathaus.participation.rooms.documentation import sections  # noqa: PLC0415
        from rathaus.participation.workshops.contributions import register  # noqa: PLC0415

        register(sections)
