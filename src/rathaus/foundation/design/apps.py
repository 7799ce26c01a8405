from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "rathaus.foundation.design"
