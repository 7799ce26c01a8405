from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "rathaus.entrances.participation"
    label = "participation_figures"

    def ready(self) -> None:
        # Models, and all that imports them, exist only now.
        from rathaus.entrances.participation.origins import ideas_behind  # noqa: PLC0415
        from rathaus.entrances.participation.pictures import show_verdict  # noqa: PLC0415
        from rathaus.foundation.documents import receivers  # noqa: PLC0415
        from rathaus.portal.catalogue import origins  # noqa: PLC0415

        origins.register(ideas_behind)
        receivers.register(show_verdict)
