from django.apps import AppConfig


class CommitteeConfig(AppConfig):
    name = "rathaus.participation.committee"

    def ready(self) -> None:
        # Models, and all that imports them, exist only now.
        from rathaus.foundation.accounts.disclosure import register  # noqa: PLC0415
        from rathaus.participation.committee.holdings import SEATS  # noqa: PLC0415

        register(SEATS)
