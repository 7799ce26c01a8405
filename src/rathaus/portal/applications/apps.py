from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "rathaus.portal.applications"
