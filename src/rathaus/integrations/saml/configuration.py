"""python3-saml's settings for one door."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Saml
from onelogin.saml2.settings import OneLogin_Saml2_Settings

from rathaus.foundation.accounts.models import TrustLevel
from rathaus.integrations.saml.doors import SamlDoor
from rathaus.integrations.saml.keypair import own_pair
from rathaus.integrations.saml.peers import peer


def address(door: SamlDoor, page: str) -> str:
    """The public address of a page of the door; the visitor's Host header has no say in it."""
    return settings.PUBLIC_ADDRESS + reverse(f"saml:{page}", kwargs={"door_id": door.id})


def settings_for(door: SamlDoor, metadata: str, level: TrustLevel = TrustLevel.BASIC) -> OneLogin_Saml2_Settings:
    """``metadata`` is that of the peer, as configured. Raises OneLogin_Saml2_Error for settings that make no sense."""
    pair = own_pair()
    provider = {
        "entityId": address(door, "metadata"),
        "assertionConsumerService": {"url": address(door, "answer"), "binding": Saml.BINDING_HTTP_POST},
        "NameIDFormat": Saml.NAMEID_TRANSIENT,
        "x509cert": pair.certificate,
        "privateKey": pair.key,
    }
    security = _SECURITY | {"requestedAuthnContext": door.contexts(level) or False}
    return OneLogin_Saml2_Settings(
        {"strict": True, "sp": provider, "idp": peer(door.id, metadata), "security": security}
    )


def request_data(door: SamlDoor, **sent: Any) -> dict[str, Any]:
    """What python3-saml wants to know of the request that carries an answer."""
    place = urlsplit(address(door, "answer"))
    scheme = "on" if place.scheme == "https" else "off"
    return {"https": scheme, "http_host": place.netloc, "script_name": "", "path_info": place.path, **sent}


_SECURITY = {
    "authnRequestsSigned": True,
    "wantAssertionsSigned": True,
    "wantNameId": False,
    "wantAttributeStatement": True,
    "signMetadata": True,
    "signatureAlgorithm": Saml.RSA_SHA256,
    "digestAlgorithm": Saml.SHA256,
    "rejectDeprecatedAlgorithm": True,
    "requestedAuthnContextComparison": "minimum",
    "allowRepeatAttributeName": False,
    "allowSingleLabelDomains": True,
}
