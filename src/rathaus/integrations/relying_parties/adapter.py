"""Where allauth's provider meets the house; named by the setting IDP_OIDC_ADAPTER."""

from collections.abc import Iterable
from typing import Any

from allauth.idp.oidc.adapter import DefaultOIDCAdapter
from allauth.idp.oidc.models import Client
from django.conf import settings

from rathaus.foundation.accounts.models import Person
from rathaus.integrations.relying_parties.codes import level_of_code
from rathaus.integrations.relying_parties.models import Connection
from rathaus.integrations.relying_parties.scopes import LEVEL, LEVEL_WORDS
from rathaus.integrations.relying_parties.telling import claims


class ProviderAdapter(DefaultOIDCAdapter):
    """Subjects are pairwise (OpenID Connect Core 1.0, section 8.1): random, one for each person and service."""

    def get_issuer(self) -> str:
        # The Host header is the visitor's to choose.
        issuer: str = settings.PUBLIC_ADDRESS
        return issuer

    def get_user_sub(self, client: Client, user: Person) -> str:
        connection = _standing(client, user)
        return connection.subject if connection else ""

    def get_user_by_sub(self, client: Client, sub: str) -> Person | None:
        found = Connection.objects.standing().filter(client=client, subject=sub, person__is_active=True)
        connection = found.select_related("person").first()
        return connection.person if connection else None

    def get_claims(
        self, purpose: str, user: Person, client: Client, scopes: Iterable[str], email: str | None = None, **more: Any
    ) -> dict[str, Any]:
        """The ID token says who signs in and how surely; everything else is told by the userinfo endpoint."""
        connection = _standing(client, user)
        subject = {"sub": connection.subject if connection else ""}
        # A code or token may be older than her last word.
        scopes = set(scopes) & set(connection.agreed if connection else ())
        if purpose == "userinfo":
            return subject | claims(user, scopes)
        level = level_of_code()
        if level is None or LEVEL not in scopes:
            return subject
        return subject | {"acr": LEVEL_WORDS[level], LEVEL: LEVEL_WORDS[level]}


def _standing(client: Client, user: Person) -> Connection | None:
    return Connection.objects.standing().filter(client=client, person=user).first()
