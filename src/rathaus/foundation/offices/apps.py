from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "rathaus.foundation.offices"
