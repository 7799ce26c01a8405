"""Reading a door's answer: python3-saml's checks, and what they leave to chance."""

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Saml
from onelogin.saml2.errors import OneLogin_Saml2_ValidationError as Fault
from onelogin.saml2.response import OneLogin_Saml2_Response
from onelogin.saml2.settings import OneLogin_Saml2_Settings
from onelogin.saml2.utils import OneLogin_Saml2_Utils
from onelogin.saml2.xml_utils import OneLogin_Saml2_XML

from rathaus.integrations.saml.configuration import request_data
from rathaus.integrations.saml.doors import CONTEXT, SamlDoor
from rathaus.integrations.saml.refusals import Refused, reason_of, reason_of_status

LIMIT = 256 * 1024
"""Characters of an answer; BundID's have about twenty thousand."""

_UNWANTED = (b"<!DOCTYPE", b"<!ENTITY", b"<!--")
"""No door writes these: entities are attacks, and comments have split names in two."""
_ALGORITHMS = {
    "SignatureMethod": {Saml.RSA_SHA256, Saml.RSA_SHA384, Saml.RSA_SHA512},
    "DigestMethod": {Saml.SHA256, Saml.SHA384, Saml.SHA512},
    "Transform": {f"{Saml.NS_DS}enveloped-signature", "http://www.w3.org/2001/10/xml-exc-c14n#"},
}


@dataclass(frozen=True)
class Answer:
    """What a door said, checked. ``told`` are its attributes by name, and CONTEXT."""

    assertion: str
    asked: str
    """The ID of the question; whether it was this browser that asked is for the caller to see."""
    told: dict[str, str]
    valid_until: datetime


def read(door: SamlDoor, text: str, settings: OneLogin_Saml2_Settings) -> Answer:
    """``text`` is the SAMLResponse as it was sent. Raises Refused."""
    response = _parsed(text, settings)
    asked = response.get_in_response_to() or ""
    try:
        response.check_form()
        response.is_valid(request_data(door), asked, raise_exceptions=True)
        response.check_addressed()
        return response.answer()
    except Fault as fault:
        raise Refused(response.reason(fault), asked) from fault
    except Refused as refused:
        raise Refused(refused.reason, asked) from refused
    except Exception as error:
        # Whatever a library stumbles over: what can't be read lets nobody in.
        raise Refused("malformed", asked) from error


def _parsed(text: str, settings: OneLogin_Saml2_Settings) -> "StrictResponse":
    if len(text) > LIMIT:
        raise Refused("oversized")
    try:
        xml = base64.b64decode(text)
    except (binascii.Error, ValueError) as error:
        raise Refused("malformed") from error
    if any(mark in xml for mark in _UNWANTED):
        raise Refused("markup")
    try:
        return StrictResponse(settings, text)
    except Exception as error:
        # Of the parser, the decryption, or either's surprise: nobody comes in by it.
        raise Refused("malformed") from error


class StrictResponse(OneLogin_Saml2_Response):
    """Where python3-saml accepts what is missing, or looks whether one text begins with another, this one insists."""

    def reason(self, fault: Fault) -> str:
        """One word for the fault."""
        if fault.code != Fault.STATUS_CODE_IS_NOT_SUCCESS:
            return reason_of(fault)
        inner = self.document.xpath("/samlp:Response/samlp:Status/*/*/@Value", namespaces=Saml.NSMAP)
        return reason_of_status(inner[0] if inner else "")

    def check_form(self) -> None:
        """Before any signature is looked at. Raises Refused."""
        for document in self._documents():
            if document.xpath("//comment()"):
                raise Refused("markup")
            ids = document.xpath("//@ID | //@Id")
            if len(ids) != len(set(ids)):
                raise Refused("signature")
            for name, allowed in _ALGORITHMS.items():
                used = document.xpath(f"//ds:Signature//ds:{name}/@Algorithm", namespaces=Saml.NSMAP)
                if set(used) - allowed:
                    raise Refused("algorithm")
            for signature in document.xpath("//ds:Signature", namespaces=Saml.NSMAP):
                if len(signature.xpath(".//ds:Reference", namespaces=Saml.NSMAP)) != 1:
                    raise Refused("signature")

    def check_addressed(self) -> None:
        """Meant for us, for this question, and for now; nothing of it left out. Raises Refused."""
        provider = self._settings.get_sp_data()
        here = provider["assertionConsumerService"]["url"]
        if self.get_audiences() != [provider["entityId"]]:
            raise Refused("audience")
        if self.document.get("Destination") != here:
            raise Refused("recipient")
        asked = self.get_in_response_to()
        if not asked:
            raise Refused("unasked")
        for data in self._query_assertion("/saml:Subject/saml:SubjectConfirmation/saml:SubjectConfirmationData"):
            if data.get("Recipient") != here:
                raise Refused("recipient")
            if data.get("InResponseTo") != asked:
                raise Refused("unasked")
        if not (self.get_assertion_not_on_or_after() and self._query_assertion("/saml:Conditions/@NotOnOrAfter")):
            raise Refused("expired")

    def answer(self) -> Answer:
        """What it says; only after all checks."""
        valid_until = max(map(OneLogin_Saml2_Utils.parse_SAML_to_time, self._query_assertion("//@NotOnOrAfter")))
        return Answer(
            assertion=self.get_assertion_id(),
            asked=self.get_in_response_to(),
            told=self._told(),
            valid_until=datetime.fromtimestamp(valid_until, UTC),
        )

    def _told(self) -> dict[str, str]:
        """Attributes with exactly one value; of one that consists of parts, each part as ``name/part``."""
        told = {name: values[0] for name, values in self.get_attributes().items() if len(values) == 1}
        for part in self._query_assertion("/saml:AttributeStatement/saml:Attribute/saml:AttributeValue/*"):
            name = part.getparent().getparent().get("Name")
            told[f"{name}/{etree.QName(part).localname}"] = OneLogin_Saml2_XML.element_text(part) or ""
        contexts = self.get_authn_contexts()
        return told | {CONTEXT: contexts[0] if len(contexts) == 1 else ""}

    def _documents(self) -> list[etree._Element]:
        return [self.document, *([self.decrypted_document] if self.encrypted else [])]
