"""``rathaus register-client``: lets another service of the city sign people in with this account."""

from argparse import ArgumentParser
from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError

from rathaus.integrations.relying_parties.actions import register
from rathaus.integrations.relying_parties.scopes import OPENID, SCOPES


class Command(BaseCommand):
    help = "Register a service; prints its id and its secret, which is shown this once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="as people know it")
        parser.add_argument("redirect_uris", nargs="+", help="where it awaits the answer: https, complete")
        parser.add_argument("--scopes", nargs="*", default=[], choices=[name for name in SCOPES if name != OPENID])

    def handle(self, *args: Any, name: str, redirect_uris: list[str], scopes: list[str], **options: Any) -> None:
        for address in redirect_uris:
            parts = urlsplit(address)
            local = parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1")
            if not (parts.scheme == "https" or local) or not parts.hostname or parts.fragment or "*" in address:
                raise CommandError(f"{address} must be a complete address with https, without * and #.")
        client, secret = register(name, redirect_uris, [OPENID, *scopes])
        self.stdout.write(f"client_id={client.pk}\nclient_secret={secret}")
