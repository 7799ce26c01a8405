from django.apps import AppConfig


class RelyingPartiesConfig(AppConfig):
    name = "rathaus.integrations.relying_parties"

    def ready(self) -> None:
        # Models, and all that imports them, exist only now.
        from allauth.idp.oidc.internal.oauthlib import authorization_codes  # noqa: PLC0415

        from rathaus.foundation.accounts.disclosure import register  # noqa: PLC0415
        from rathaus.integrations.relying_parties.codes import Codes  # noqa: PLC0415
        from rathaus.integrations.relying_parties.holdings import SERVICES  # noqa: PLC0415

        # allauth keeps them in Django's cache, where another web process does not find them.
        authorization_codes.cache = Codes()
        register(SERVICES)
