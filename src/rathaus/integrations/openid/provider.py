"""allauth's OpenID Connect provider, believing less: named by the setting SOCIALACCOUNT_PROVIDERS.

allauth neither sends a nonce nor, as the ID token comes over TLS, looks at its signature, nor compares the two subjects
it is told. We do all three, so that it does not matter who sits on the line or answers in the provider's name.
"""

import hashlib
from typing import Any

from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from rathaus.integrations.openid.checking import NotBelieved, believed
from rathaus.lib.outbound import OutboundSession


def nonce_of(code_verifier: str) -> str:
    """The nonce of the sign-in this PKCE verifier belongs to: both are kept as one, in her session."""
    return hashlib.sha256(f"nonce {code_verifier}".encode()).hexdigest()


class DoorProtocol(OpenIDConnectOAuth2Adapter):
    """One conversation with the provider."""

    nonce = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        config: dict[str, Any] = super().openid_config
        if config["issuer"] != self.get_provider().app.settings["issuer"]:
            raise OAuth2Error("The provider calls itself otherwise.")
        return config

    def get_access_token_data(
        self, request: HttpRequest, app: SocialApp, client: OAuth2Client, pkce_code_verifier: str | None = None
    ) -> dict[str, Any]:
        # RFC 9207: an answer of another provider must not be taken to this one.
        if request.GET.get("iss", self.openid_config["issuer"]) != self.openid_config["issuer"]:
            raise OAuth2Error("Another provider answers.")
        self.nonce = nonce_of(pkce_code_verifier or "")
        answer: dict[str, Any] = super().get_access_token_data(request, app, client, pkce_code_verifier)
        return answer

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        # The Host header is the visitor's to choose; the address the provider knows is the operator's.
        return settings.PUBLIC_ADDRESS + reverse("openid_connect_callback", args=[self.provider_id])

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **more: Any) -> SocialLogin:
        claims = self._decode_id_token(app, more["response"].get("id_token", ""))
        told = {"id_token": claims, "userinfo": {}}
        if app.settings["fetch_userinfo"] and "userinfo_endpoint" in self.openid_config:
            told["userinfo"] = self._fetch_user_info(token.token)
            if told["userinfo"].get("sub") != claims["sub"]:
                raise OAuth2Error("Two subjects.")
        return self.get_provider().sociallogin_from_response(request, told)

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        with OutboundSession() as session:
            answer = session.get(self.openid_config["jwks_uri"])
        answer.raise_for_status()
        issuer = self.openid_config["issuer"]
        try:
            return believed(id_token, answer.json(), issuer=issuer, audience=app.client_id, nonce=self.nonce)
        except NotBelieved as error:
            raise OAuth2Error(f"ID token: {error}") from error


class DoorProvider(OpenIDConnectProvider):
    """A provider as the operator configured it: the visitor's address bar changes nothing of what we ask."""

    oauth2_adapter_class = DoorProtocol
    pkce_enabled_default = True

    def get_pkce_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_pkce_params()
        return params | {"nonce": nonce_of(params["code_verifier"])}

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, Any]:
        params: dict[str, Any] = self.get_auth_params()
        return params

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        scope: list[str] = self.get_scope()
        return scope

    def extract_uid(self, data: dict[str, Any]) -> str:
        return str(data["id_token"]["sub"])
