"""Answers that are wrong on purpose: what an attacker, a broken clock or a second thought would send."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from onelogin.saml2.constants import OneLogin_Saml2_Constants as Saml

from rathaus.integrations.demo.bundid.plan import Plan
from rathaus.integrations.saml.akdb import BPK2
from rathaus.integrations.saml.keypair import kept_pair

_STATUS = "urn:oasis:names:tc:SAML:2.0:status:"
_ELSEWHERE = "https://woanders.example/"


def _(german: str) -> str:
    """Marks a text for translation; templates translate it."""
    return german


def _cancelled(plan: Plan) -> Plan:
    return replace(plan, status=(Saml.STATUS_RESPONDER, f"{_STATUS}AuthnFailed"))


def _technical(plan: Plan) -> Plan:
    return replace(plan, status=(Saml.STATUS_RESPONDER,))


def _expired(plan: Plan) -> Plan:
    return replace(plan, at=plan.at - timedelta(hours=1))


def _early(plan: Plan) -> Plan:
    return replace(plan, at=plan.at + timedelta(hours=1))


def _unsigned(plan: Plan) -> Plan:
    return replace(plan, signs_assertion=False, signs_response=False)


def _foreign_key(plan: Plan) -> Plan:
    return replace(plan, pair=kept_pair("demo-forger"))


def _sha1(plan: Plan) -> Plan:
    return replace(plan, algorithm=Saml.RSA_SHA1, digest=Saml.SHA1)


def _audience(plan: Plan) -> Plan:
    return replace(plan, audience=_ELSEWHERE)


def _recipient(plan: Plan) -> Plan:
    return replace(plan, recipient=_ELSEWHERE)


def _unasked(plan: Plan) -> Plan:
    return replace(plan, asked="")


def _nameless(plan: Plan) -> Plan:
    return replace(plan, attributes={name: text for name, text in plan.attributes.items() if name != BPK2})


CANCEL = "cancelled"
TOO_LOW = "too_low"
FAULTS: dict[str, tuple[str, Callable[[Plan], Plan]]] = {
    "technical": (_("Technischer Fehler"), _technical),
    TOO_LOW: (_("Zu niedriges Vertrauensniveau"), lambda plan: plan),
    "expired": (_("Abgelaufen"), _expired),
    "early": (_("Noch nicht gültig"), _early),
    "unsigned": (_("Ohne Unterschrift"), _unsigned),
    "foreign_key": (_("Mit fremdem Schlüssel unterschrieben"), _foreign_key),
    "sha1": (_("Mit veraltetem Verfahren unterschrieben"), _sha1),
    "audience": (_("Für einen anderen Dienst bestimmt"), _audience),
    "recipient": (_("An eine andere Adresse gerichtet"), _recipient),
    "unasked": (_("Ohne dass jemand gefragt hat"), _unasked),
    "nameless": (_("Ohne Kennzeichen der Person"), _nameless),
}
"""Label, and what it does to a right answer; for TOO_LOW the view takes the lowest way of signing in."""


def spoiled(fault: str, plan: Plan) -> Plan:
    """Raises KeyError for an unknown fault."""
    return _cancelled(plan) if fault == CANCEL else FAULTS[fault][1](plan)
