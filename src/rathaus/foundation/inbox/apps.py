from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "rathaus.foundation.inbox"

    def ready(self) -> None:
        # Models, and all that imports them, exist only now.
        from rathaus.foundation.accounts.disclosure import register  # noqa: PLC0415
        from rathaus.foundation.inbox.holdings import MESSAGES  # noqa: PLC0415

        register(MESSAGES)
