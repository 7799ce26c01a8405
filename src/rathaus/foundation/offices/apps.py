from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "rathaus.foundation.offices"

    def ready(self) -> None:
        # Models, and all that imports them, exist only now.
        from rathaus.foundation.accounts.disclosure import register  # noqa: PLC0415
        from rathaus.foundation.offices.holdings import MEMBERSHIPS  # noqa: PLC0415

        register(MEMBERSHIPS)
