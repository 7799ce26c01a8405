from django.apps import AppConfig


class EmailIntakeConfig(AppConfig):
    name = "rathaus.integrations.email_intake"
