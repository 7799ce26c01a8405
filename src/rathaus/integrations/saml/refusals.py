"""Why an answer does not count."""

from typing import Any

from onelogin.saml2.errors import OneLogin_Saml2_ValidationError as Fault

_STATUS = "urn:oasis:names:tc:SAML:2.0:status:"
REASONS = {
    Fault.WRONG_NUMBER_OF_ASSERTIONS: "assertions",
    Fault.ASSERTION_TOO_EARLY: "early",
    Fault.ASSERTION_EXPIRED: "expired",
    Fault.SESSION_EXPIRED: "expired",
    Fault.RESPONSE_EXPIRED: "expired",
    Fault.WRONG_AUDIENCE: "audience",
    Fault.WRONG_DESTINATION: "recipient",
    Fault.EMPTY_DESTINATION: "recipient",
    Fault.WRONG_SUBJECTCONFIRMATION: "recipient",
    Fault.WRONG_INRESPONSETO: "unasked",
    Fault.WRONG_ISSUER: "issuer",
    Fault.ISSUER_MULTIPLE_IN_RESPONSE: "issuer",
    Fault.ISSUER_NOT_FOUND_IN_ASSERTION: "issuer",
    Fault.NO_SIGNED_ASSERTION: "unsigned",
    Fault.NO_SIGNATURE_FOUND: "unsigned",
    Fault.DEPRECATED_SIGNATURE_METHOD: "algorithm",
    Fault.DEPRECATED_DIGEST_METHOD: "algorithm",
    Fault.WRONG_SIGNED_ELEMENT: "signature",
    Fault.ID_NOT_FOUND_IN_SIGNED_ELEMENT: "signature",
    Fault.DUPLICATED_ID_IN_SIGNED_ELEMENTS: "signature",
    Fault.INVALID_SIGNED_ELEMENT: "signature",
    Fault.DUPLICATED_REFERENCE_IN_SIGNED_ELEMENTS: "signature",
    Fault.UNEXPECTED_SIGNED_ELEMENTS: "signature",
    Fault.WRONG_NUMBER_OF_SIGNATURES: "signature",
    Fault.WRONG_NUMBER_OF_SIGNATURES_IN_RESPONSE: "signature",
    Fault.WRONG_NUMBER_OF_SIGNATURES_IN_ASSERTION: "signature",
    Fault.INVALID_SIGNATURE: "signature",
}
"""The word for a fault that python3-saml finds; all others are ``malformed``."""

_STATUSES = {
    f"{_STATUS}AuthnFailed": "cancelled",
    f"{_STATUS}RequestDenied": "cancelled",
    f"{_STATUS}NoAuthnContext": "level",
}
"""What the door says when it lets nobody in; all else is ``technical``."""


class Refused(Exception):
    """An answer that does not count. ``reason`` is one word, fit for the audit.

    ``asked`` is the ID of the question that the answer claims to belong to: only a claim. ``state`` is what was kept of
    the question, where this browser did ask it.
    """

    def __init__(self, reason: str, asked: str = "", state: dict[str, Any] | None = None) -> None:
        super().__init__(reason)
        self.reason, self.asked, self.state = reason, asked, state


def reason_of(fault: Fault) -> str:
    return REASONS.get(fault.code, "malformed")


def reason_of_status(detail: str) -> str:
    """``detail`` is the inner status code."""
    return _STATUSES.get(detail, "technical")
