from django.apps import AppConfig


class RepresentationConfig(AppConfig):
    name = "rathaus.foundation.representation"

    def ready(self) -> None:
        # Models, and all that imports them, exist only now.
        from rathaus.foundation.accounts.disclosure import register  # noqa: PLC0415
        from rathaus.foundation.representation.holdings import REPRESENTATION  # noqa: PLC0415

        register(REPRESENTATION)
