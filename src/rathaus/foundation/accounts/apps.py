from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "rathaus.foundation.accounts"
