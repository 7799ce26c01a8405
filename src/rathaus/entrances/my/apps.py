from django.apps import AppConfig


class MyConfig(AppConfig):
    name = "rathaus.entrances.my"

    def ready(self) -> None:
        # Models, and all that imports them, exist only now.
        from rathaus.entrances.my.actions import clear_away  # noqa: PLC0415
        from rathaus.entrances.my.clashes import drafts, threads  # noqa: PLC0415
        from rathaus.foundation.accounts.merging import before_merging, hinder  # noqa: PLC0415

        hinder(drafts, threads)
        before_merging(clear_away)
