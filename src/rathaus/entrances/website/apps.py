from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "rathaus.entrances.website"
