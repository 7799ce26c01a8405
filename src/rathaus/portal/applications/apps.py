from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "rathaus.portal.applications"

    def ready(self) -> None:
        # Models, and all that imports them, exist only now.
        from rathaus.foundation.accounts.disclosure import register  # noqa: PLC0415
        from rathaus.foundation.documents import receivers  # noqa: PLC0415
        from rathaus.foundation.representation import scopes  # noqa: PLC0415
        from rathaus.portal.applications.actions.quarantining import tell_of_infected  # noqa: PLC0415
        from rathaus.portal.applications.holdings import DRAFTS  # noqa: PLC0415
        from rathaus.portal.applications.scopes import services_of  # noqa: PLC0415

        register(DRAFTS)
        receivers.register(tell_of_infected)
        scopes.register("service", services_of)
