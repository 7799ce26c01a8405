from django.apps import AppConfig

from rathaus.integrations.email_intake import checks

__all__ = ["EmailIntakeConfig", "checks"]


class EmailIntakeConfig(AppConfig):
    name = "rathaus.integrations.email_intake"
