from django.apps import AppConfig


class RoomsConfig(AppConfig):
    name = "rathaus.participation.rooms"
