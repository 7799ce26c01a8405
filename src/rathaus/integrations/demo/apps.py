from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "rathaus.integrations.demo"

    def ready(self) -> None:
        # Models, and all that imports them, exist only now.
        from rathaus.integrations.demo.bundid.peer import PEERS  # noqa: PLC0415
        from rathaus.integrations.saml.peers import offer  # noqa: PLC0415

        for door, peer in PEERS.items():
            offer(door, peer.metadata)
