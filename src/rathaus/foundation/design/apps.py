from django.apps import AppConfig
from django.core.validators import MaxLengthValidator

from rathaus.foundation.design.fields import TOO_LONG


class DesignConfig(AppConfig):
    name = "rathaus.foundation.design"

    def ready(self) -> None:
        # Django's own words are none of ours; so no field needs to be told, and none of allauth's.
        MaxLengthValidator.message = TOO_LONG
