"""Codes and refresh tokens are good once; who shows one again has a copy, and ends what came of it.

RFC 6749, sections 4.1.2 and 10.4; RFC 9700, section 4.14.2. allauth refuses them the second time and does no more.
"""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from allauth.idp.oidc import app_settings
from allauth.idp.oidc.models import Client, Token
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from rathaus.foundation.audit.actions import record
from rathaus.integrations.relying_parties.models import Connection, Spent

View = Callable[..., HttpResponse]
_SHOWN = {Client.GrantType.AUTHORIZATION_CODE: "code", Client.GrantType.REFRESH_TOKEN: "refresh_token"}
"""What is exchanged, by grant type."""


def once(view: View) -> View:
    """``view``, the token endpoint, which remembers what it has exchanged."""

    @wraps(view)
    @transaction.atomic
    def remembering(request: HttpRequest) -> HttpResponse:
        shown = request.POST.get(_SHOWN.get(request.POST.get("grant_type", ""), ""), "")
        # Held, so that of two who show it at once the second finds it spent.
        list(Token.objects.by_value(shown).select_for_update())
        response = view(request)
        if shown and response.status_code == 200:
            _remember(shown, json.loads(response.content)["access_token"])
        elif shown and b'"invalid_grant"' in response.content:
            _end(shown)
        return response

    return remembering


def _remember(shown: str, access_token: str) -> None:
    now = timezone.now()
    token = Token.objects.by_value(access_token).get(type=Token.Type.ACCESS_TOKEN)
    connection = Connection.objects.get(person=token.user_id, client=token.client_id)
    Spent.objects.filter(expires_at__lt=now).delete()
    # As long as anything that came of it can live without being renewed.
    ends = now + timedelta(seconds=app_settings.REFRESH_TOKEN_EXPIRES_IN or 0)
    Spent.objects.create(digest=_digest(shown), connection=connection, expires_at=ends)


def _end(shown: str) -> None:
    spent = Spent.objects.filter(digest=_digest(shown)).select_related("connection").first()
    if spent and spent.connection.tokens().exists():
        spent.connection.tokens().delete()
        connection = spent.connection
        record("service.replayed", f"person:{connection.person_id}", by="system", service=connection.client_id)


def _digest(shown: str) -> str:
    return hashlib.sha256(shown.encode()).hexdigest()
