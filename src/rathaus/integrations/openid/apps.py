from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class OpenIdConfig(AppConfig):
    name = "rathaus.integrations.openid"

    def ready(self) -> None:
        from rathaus.foundation.accounts import doors  # noqa: PLC0415
        from rathaus.foundation.accounts.models import ProfileFact, TrustLevel  # noqa: PLC0415
        from rathaus.integrations.openid.door import OpenIdDoor  # noqa: PLC0415

        for app in settings.OIDC_PROVIDERS:
            facts, levels = app["settings"]["facts"], app["settings"]["levels"]
            wrong = facts.keys() - set(ProfileFact.Name.values)
            wrong |= {level for level in levels.values() if level.upper() not in TrustLevel.names}
            if wrong:
                raise ImproperlyConfigured(f"RATHAUS_OIDC_PROVIDERS: [{app['provider_id']}] unknown {sorted(wrong)}")
            doors.register(app["provider_id"], OpenIdDoor(facts, levels))
