"""Making an answer: XML, signed, encrypted, in base64."""

import base64
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import xmlsec
from lxml import etree
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Saml
from onelogin.saml2.utils import OneLogin_Saml2_Utils
from xmlsec import constants as kinds

from rathaus.integrations.demo.bundid import xml
from rathaus.integrations.demo.bundid.peer import Peer
from rathaus.integrations.demo.bundid.question import Question
from rathaus.integrations.saml.keypair import Pair, own_pair

LIFE = timedelta(minutes=5)


@dataclass(frozen=True)
class Plan:
    """How an answer is to be made; ``plan_for`` makes one that is right in everything.

    A ``status`` other than Success is sent without an assertion; ``certificate`` is that of the receiver, for whom the
    assertion is encrypted.
    """

    issuer: str
    asked: str
    recipient: str
    destination: str
    audience: str
    attributes: dict[str, str | dict[str, str]]
    context: str
    pair: Pair
    certificate: str
    at: datetime
    name_id: str
    status: tuple[str, ...] = (Saml.STATUS_SUCCESS,)
    algorithm: str = Saml.RSA_SHA256
    digest: str = Saml.SHA256
    signs_assertion: bool = True
    signs_response: bool = True
    encrypts: bool = True
    assertion_id: str = ""
    response_id: str = ""


def plan_for(peer: Peer, question: Question, attributes: dict[str, str | dict[str, str]], context: str) -> Plan:
    return Plan(
        issuer=peer.entity,
        asked=question.id,
        recipient=question.answer_to,
        destination=question.answer_to,
        audience=question.issuer,
        attributes=attributes,
        context=context,
        pair=peer.pair,
        certificate=own_pair().certificate,
        at=datetime.now(UTC),
        name_id=uuid.uuid4().hex,
        assertion_id=f"_{uuid.uuid4().hex}",
        response_id=f"_{uuid.uuid4().hex}",
    )


def encoded(plan: Plan) -> str:
    """The SAMLResponse as the form carries it."""
    return base64.b64encode(response(plan).encode()).decode()


def response(plan: Plan) -> str:
    """The answer as XML."""
    within = _assertion(plan) if plan.status == (Saml.STATUS_SUCCESS,) else ""
    made = xml.response(plan, within)
    return _signed(plan, made) if plan.signs_response else made


def _assertion(plan: Plan) -> str:
    made = xml.assertion(plan, LIFE)
    if plan.signs_assertion:
        made = _signed(plan, made)
    return encrypted(made, plan.certificate) if plan.encrypts else made


def _signed(plan: Plan, made: str) -> str:
    return OneLogin_Saml2_Utils.add_sign(
        made, plan.pair.key, plan.pair.certificate, sign_algorithm=plan.algorithm, digest_algorithm=plan.digest
    ).decode()


def encrypted(made: str, certificate: str) -> str:
    """``saml:EncryptedAssertion`` for whoever holds the key of ``certificate`` (AES-256-GCM, RSA-OAEP)."""
    holder = etree.fromstring(f'<saml:EncryptedAssertion xmlns:saml="{Saml.NS_SAML}">{made}</saml:EncryptedAssertion>')
    manager = xmlsec.KeysManager()
    manager.add_key(xmlsec.Key.from_memory(certificate, kinds.KeyDataFormatCertPem, None))
    template = xmlsec.template.encrypted_data_create(
        holder, kinds.TransformAes256Gcm, type=kinds.TypeEncElement, ns="xenc"
    )
    xmlsec.template.encrypted_data_ensure_cipher_value(template)
    info = xmlsec.template.encrypted_data_ensure_key_info(template, ns="ds")
    key = xmlsec.template.add_encrypted_key(info, kinds.TransformRsaOaep)
    xmlsec.template.encrypted_data_ensure_cipher_value(key)
    context = xmlsec.EncryptionContext(manager)
    context.key = xmlsec.Key.generate(kinds.KeyDataAes, 256, kinds.KeyDataTypeSession)
    context.encrypt_xml(template, holder[0])
    return etree.tostring(holder, encoding="unicode")
