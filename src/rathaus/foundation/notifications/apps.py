from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "rathaus.foundation.notifications"
