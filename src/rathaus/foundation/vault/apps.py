from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "rathaus.foundation.vault"
