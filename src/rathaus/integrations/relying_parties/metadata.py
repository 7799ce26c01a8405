"""How services find their way to us (OpenID Connect Discovery 1.0)."""

from typing import Any

from allauth.idp.oidc.models import Client
from django.conf import settings
from django.urls import reverse

from rathaus.integrations.relying_parties.scopes import ADDRESS, LEVEL, LEVEL_WORDS, PROFILE, SCOPES


def of_the_house() -> dict[str, Any]:
    """What ``/.well-known/openid-configuration`` says."""
    return {
        "issuer": settings.PUBLIC_ADDRESS,
        "authorization_endpoint": _at("authorization"),
        "token_endpoint": _at("token"),
        "userinfo_endpoint": _at("userinfo"),
        "revocation_endpoint": _at("revoke"),
        "jwks_uri": _at("jwks"),
        "scopes_supported": list(SCOPES),
        "claims_supported": [
            "sub",
            "name",
            *PROFILE.claims,
            ADDRESS.name,
            "email",
            "email_verified",
            LEVEL,
            "acr",
            "confirmed",
        ],
        "acr_values_supported": list(LEVEL_WORDS.values())[1:],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": [Client.GrantType.AUTHORIZATION_CODE, Client.GrantType.REFRESH_TOKEN],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "prompt_values_supported": ["none", "login", "consent"],
        "claims_parameter_supported": False,
        "request_parameter_supported": False,
        "request_uri_parameter_supported": False,
    }


def _at(name: str) -> str:
    return settings.PUBLIC_ADDRESS + reverse(f"idp:oidc:{name}")
