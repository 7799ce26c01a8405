from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "rathaus.portal.cases"

    def ready(self) -> None:
        # Models, and all that imports them, exist only now.
        from rathaus.foundation.accounts import disclosure  # noqa: PLC0415
        from rathaus.foundation.inbox import receivers as inbox_receivers  # noqa: PLC0415
        from rathaus.foundation.representation import scopes  # noqa: PLC0415
        from rathaus.portal.applications import receivers as application_receivers  # noqa: PLC0415
        from rathaus.portal.cases.actions import open_case, receive_answer  # noqa: PLC0415
        from rathaus.portal.cases.holdings import CASES  # noqa: PLC0415
        from rathaus.portal.cases.scopes import cases_of  # noqa: PLC0415

        application_receivers.register(open_case)
        inbox_receivers.register(receive_answer)
        disclosure.register(CASES)
        scopes.register("reference", cases_of)
