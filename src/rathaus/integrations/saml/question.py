"""Asking a door who is there."""

from functools import partial
from typing import Any

from onelogin.saml2.auth import OneLogin_Saml2_Auth
from onelogin.saml2.authn_request import OneLogin_Saml2_Authn_Request
from onelogin.saml2.settings import OneLogin_Saml2_Settings

from rathaus.integrations.saml.configuration import request_data
from rathaus.integrations.saml.doors import SamlDoor

_ISSUER_ENDS = "</saml:Issuer>"


class ExtendedRequest(OneLogin_Saml2_Authn_Request):
    """An AuthnRequest with ``samlp:Extensions``; they are in it before it is signed."""

    _authn_request: str

    def __init__(self, extension: str, *args: Any) -> None:
        super().__init__(*args)
        if extension:
            more = f"{_ISSUER_ENDS}<samlp:Extensions>{extension}</samlp:Extensions>"
            self._authn_request = self._authn_request.replace(_ISSUER_ENDS, more, 1)


def ask(door: SamlDoor, settings: OneLogin_Saml2_Settings) -> tuple[str, str]:
    """The ID of a new question, and the address that carries it, signed, to the door (HTTP-Redirect)."""
    auth = OneLogin_Saml2_Auth(request_data(door), settings)
    auth.authn_request_class = partial(ExtendedRequest, door.extension())
    # Where she goes afterwards is kept in her session: RelayState is for anybody to change.
    target = auth.login(return_to="")
    return auth.get_last_request_id(), target
