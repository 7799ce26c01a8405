"""Looking at what a service asks, as strictly as the real door does."""

from dataclasses import dataclass
from urllib.parse import parse_qs
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from onelogin.saml2.auth import OneLogin_Saml2_Auth
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Saml
from onelogin.saml2.utils import OneLogin_Saml2_Utils

from rathaus.foundation.accounts.models import TrustLevel
from rathaus.integrations.demo.bundid.peer import Peer
from rathaus.integrations.saml import akdb
from rathaus.integrations.saml.configuration import address
from rathaus.integrations.saml.keypair import own_pair

_LONGEST = 20_000
_NAMES = {"p": Saml.NS_SAMLP, "a": Saml.NS_SAML, "akdb": akdb.NAMESPACE, "ui": akdb.DISPLAY_NAMESPACE}


class Wrong(Exception):
    """The question is none that the door answers; the text says why, for whoever built the service."""


@dataclass(frozen=True)
class Question:
    """``attributes`` says of each whether it must be told; ``service`` and ``service_id`` are shown to the person."""

    id: str
    issuer: str
    answer_to: str
    relay_state: str
    level: TrustLevel
    attributes: dict[str, bool]
    service: str
    service_id: str


def read(query: str, peer: Peer) -> Question:
    """``query`` is the raw query string of the HTTP-Redirect binding. Raises Wrong."""
    sent = {name: values[0] for name, values in parse_qs(query).items()}
    _check_signature(query, sent)
    root = _request(sent["SAMLRequest"])
    if root.get("Destination") != peer.address:
        raise Wrong("Destination")
    answer_to, issuer = root.get("AssertionConsumerServiceURL", ""), root.findtext("a:Issuer", "", _NAMES)
    if (answer_to, issuer) != (address(peer.door, "answer"), address(peer.door, "metadata")):
        raise Wrong("AssertionConsumerServiceURL, Issuer")
    extension = root.find("p:Extensions/akdb:AuthenticationRequest[@Version='2']", _NAMES)
    if peer.door.extension() and extension is None:
        raise Wrong("Extensions")
    return Question(
        id=root.get("ID", ""),
        issuer=issuer,
        answer_to=answer_to,
        relay_state=sent.get("RelayState", ""),
        level=_level(root),
        attributes=_attributes(extension),
        service=_shown(extension, "OrganizationDisplayName"),
        service_id=_shown(extension, "OnlineServiceId"),
    )


def _check_signature(query: str, sent: dict[str, str]) -> None:
    if not {"SAMLRequest", "SigAlg", "Signature"} <= sent.keys() or len(query) > _LONGEST:
        raise Wrong("SAMLRequest, SigAlg, Signature")
    if sent["SigAlg"] not in (Saml.RSA_SHA256, Saml.RSA_SHA384, Saml.RSA_SHA512):
        raise Wrong("SigAlg")
    signed = OneLogin_Saml2_Auth._build_sign_query_from_qs(query, "SAMLRequest")
    signature = OneLogin_Saml2_Utils.b64decode(sent["Signature"])
    if not OneLogin_Saml2_Utils.validate_binary_sign(signed, signature, own_pair().certificate, sent["SigAlg"]):
        raise Wrong("Signature")


def _request(text: str) -> Element:
    return fromstring(OneLogin_Saml2_Utils.decode_base64_and_inflate(text))


def _level(root: Element) -> TrustLevel:
    asked = root.find("p:RequestedAuthnContext[@Comparison='minimum']/a:AuthnContextClassRef", _NAMES)
    return akdb.level_of(asked.text if asked is not None else None)


def _attributes(extension: Element | None) -> dict[str, bool]:
    wanted = [] if extension is None else extension.findall("akdb:RequestedAttributes/akdb:RequestedAttribute", _NAMES)
    return {one.get("Name", ""): one.get("RequiredAttribute") == "true" for one in wanted}


def _shown(extension: Element | None, name: str) -> str:
    path = f"akdb:DisplayInformation/ui:Version/ui:{name}"
    return "" if extension is None else extension.findtext(path, "", _NAMES)
