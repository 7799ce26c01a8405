from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "rathaus.foundation.notifications"

    def ready(self) -> None:
        # Models, and all that imports them, exist only now.
        from rathaus.foundation.accounts import mailing  # noqa: PLC0415
        from rathaus.foundation.accounts.disclosure import register  # noqa: PLC0415
        from rathaus.foundation.documents import receivers  # noqa: PLC0415
        from rathaus.foundation.notifications.actions.noticing import note_away  # noqa: PLC0415
        from rathaus.foundation.notifications.actions.quarantining import tell_of_infected  # noqa: PLC0415
        from rathaus.foundation.notifications.holdings import NEWS  # noqa: PLC0415

        register(NEWS)
        mailing.register(note_away)
        receivers.register(tell_of_infected)
