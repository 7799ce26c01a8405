from importlib import import_module

from django.apps import AppConfig
from django.conf import settings

from rathaus.entrances.ops.counts import COUNTS
from rathaus.entrances.ops.refusals import refuse
from rathaus.foundation.accounts import mailing


class OpsConfig(AppConfig):
    name = "rathaus.entrances.ops"

    def ready(self) -> None:
        refuse()
        mailing.register(COUNTS.mailed)
        # Some of them ask models, which are there only now.
        import_module("rathaus.entrances.ops.checks")
        if settings.TRACES:
            # Where nobody wants traces, the libraries for them are not even loaded.
            import_module("rathaus.entrances.ops.tracing").start()
