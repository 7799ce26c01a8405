"""Letting a service know a person, and taking that back; registering services."""

import secrets
from collections.abc import Collection

from allauth.idp.oidc.models import Client
from django.db import transaction
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.integrations.relying_parties.models import Connection


@transaction.atomic
def agree(client: Client, *, asked: Collection[str], agreed: Collection[str], by: Person) -> Connection:
    """She lets ``client`` know what she ``agreed`` to, of what it ``asked`` for; an earlier word holds no longer."""
    now = timezone.now()
    answer = {"asked": sorted(asked), "agreed": sorted(set(agreed) & set(asked)), "agreed_at": now, "used_at": now}
    connection, _ = Connection.objects.update_or_create(
        person=by,
        client=client,
        defaults=answer | {"ended_at": None},
        create_defaults=answer | {"subject": secrets.token_urlsafe(32)},
    )
    # What it was told before under a wider word ends with that word.
    connection.tokens().delete()
    record("service.connected", f"person:{by.pk}", by=by, service=client.pk, scopes=answer["agreed"])
    return connection


def use(connection: Connection) -> None:
    """She signs in to the service again."""
    Connection.objects.filter(pk=connection.pk).update(used_at=timezone.now())


@transaction.atomic
def end(connection: Connection, *, by: Person) -> None:
    """The service is told nothing more, from this moment on."""
    Connection.objects.filter(pk=connection.pk, person=by).update(ended_at=timezone.now(), asked=[], agreed=[])
    connection.tokens().delete()
    record("service.disconnected", f"person:{by.pk}", by=by, service=connection.client_id)


@transaction.atomic
def register(name: str, redirect_uris: list[str], scopes: Collection[str]) -> tuple[Client, str]:
    """A new service and its secret, which is kept nowhere."""
    client, secret = Client(name=name), secrets.token_urlsafe(32)
    client.set_redirect_uris(redirect_uris)
    client.set_scopes(sorted(scopes))
    client.set_default_scopes(["openid"])
    client.set_grant_types([Client.GrantType.AUTHORIZATION_CODE, Client.GrantType.REFRESH_TOKEN])
    client.set_secret(secret)
    client.save()
    record("service.registered", f"service:{client.pk}", by="system", scopes=sorted(scopes))
    return client, secret
