from django.apps import AppConfig
from django.conf import settings


class SamlConfig(AppConfig):
    name = "rathaus.integrations.saml"

    def ready(self) -> None:
        # Models, and all that imports them, exist only now.
        from rathaus.foundation.accounts.doors import Entrance, register  # noqa: PLC0415
        from rathaus.integrations.saml.doors import DOORS  # noqa: PLC0415

        for door in DOORS.values():
            is_there = door.id in settings.SOCIALACCOUNT_PROVIDERS
            entrance = Entrance(door.name, f"/konto/{door.id}/anmelden/", door.most) if is_there else None
            register(door.id, door, entrance)
