from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "rathaus.foundation.documents"
