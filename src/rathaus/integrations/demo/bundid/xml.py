"""The words of an answer."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from onelogin.saml2.constants import OneLogin_Saml2_Constants as Saml

if TYPE_CHECKING:
    from rathaus.integrations.demo.bundid.plan import Plan

EKONA = "http://www.elster.de/schema/ekona/saml/extensions"

_RESPONSE = """\
<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"\
 ID="{id}" Version="2.0" IssueInstant="{at}"{destination}{asked}>\
<saml:Issuer>{issuer}</saml:Issuer>\
<samlp:Status>{status}</samlp:Status>{assertion}</samlp:Response>"""

_ASSERTION = """\
<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="{id}" Version="2.0" IssueInstant="{at}">\
<saml:Issuer>{issuer}</saml:Issuer>\
<saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient">{name_id}</saml:NameID>\
<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">\
<saml:SubjectConfirmationData NotOnOrAfter="{until}" Recipient={recipient}{asked}/>\
</saml:SubjectConfirmation></saml:Subject>\
<saml:Conditions NotBefore="{at}" NotOnOrAfter="{until}">\
<saml:AudienceRestriction><saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>\
<saml:AuthnStatement AuthnInstant="{at}" SessionIndex="{id}"><saml:AuthnContext>\
<saml:AuthnContextClassRef>{context}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>\
<saml:AttributeStatement>{attributes}</saml:AttributeStatement></saml:Assertion>"""


def response(plan: "Plan", assertion: str) -> str:
    return _RESPONSE.format(
        id=plan.response_id,
        at=_moment(plan.at),
        destination=f" Destination={quoteattr(plan.destination)}" if plan.destination else "",
        asked=_asked(plan),
        issuer=escape(plan.issuer),
        status=_status(plan.status),
        assertion=assertion,
    )


def assertion(plan: "Plan", life: timedelta) -> str:
    return _ASSERTION.format(
        id=plan.assertion_id,
        at=_moment(plan.at),
        until=_moment(plan.at + life),
        issuer=escape(plan.issuer),
        name_id=escape(plan.name_id),
        recipient=quoteattr(plan.recipient),
        asked=_asked(plan),
        audience=escape(plan.audience),
        context=escape(plan.context),
        attributes="".join(_attribute(name, value) for name, value in plan.attributes.items()),
    )


def _attribute(name: str, value: str | dict[str, str]) -> str:
    within = escape(value) if isinstance(value, str) else "".join(_part(*part) for part in value.items())
    return (
        f'<saml:Attribute Name={quoteattr(name)} NameFormat="{Saml.ATTRNAME_FORMAT_URI}">'
        f"<saml:AttributeValue>{within}</saml:AttributeValue></saml:Attribute>"
    )


def _part(name: str, text: str) -> str:
    return f'<ekona:{name} xmlns:ekona="{EKONA}">{escape(text)}</ekona:{name}>'


def _status(codes: tuple[str, ...]) -> str:
    """Each code within the one before."""
    outer, *inner = codes
    return f"<samlp:StatusCode Value={quoteattr(outer)}>{_status(tuple(inner)) if inner else ''}</samlp:StatusCode>"


def _asked(plan: "Plan") -> str:
    return f" InResponseTo={quoteattr(plan.asked)}" if plan.asked else ""


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
