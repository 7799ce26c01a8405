from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "rathaus.integrations.demo"
