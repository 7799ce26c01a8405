from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "rathaus.foundation.accounts"

    def ready(self) -> None:
        # Models, and all that imports them, exist only now.
        from rathaus.foundation.accounts.devices import list_at_once  # noqa: PLC0415
        from rathaus.foundation.accounts.disclosure import register  # noqa: PLC0415
        from rathaus.foundation.accounts.holdings import ACCOUNT, PROFILE  # noqa: PLC0415

        register(ACCOUNT, PROFILE)
        list_at_once()
