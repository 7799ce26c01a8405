"""What BundID and Mein Unternehmenskonto are asked for, and how to read what they say."""

from typing import Any, Protocol

from rathaus.foundation.accounts.models import ProfileFact, TrustLevel
from rathaus.integrations.saml import akdb

Fact = ProfileFact.Name
CONTEXT = "AuthnContext"
"""Under this name stands how she signed in, beside the attributes; no attribute of the doors is called so."""


class SamlDoor(Protocol):
    """A door of ``accounts.doors``, and what the service provider must know of it."""

    id: str
    name: str
    origin: ProfileFact.Origin
    most: TrustLevel
    """The highest level that can be proven there."""
    key: str
    """The attribute that is the door's own name for her, for this city alone."""
    mail: str
    full_name: tuple[str, str]
    """The attributes with her given name and her surname."""

    def level(self, extra: dict[str, Any]) -> TrustLevel: ...

    def facts(self, extra: dict[str, Any]) -> dict[str, str]: ...

    def contexts(self, level: TrustLevel) -> list[str]:
        """The RequestedAuthnContext for signing in at least so surely; empty where the door knows no such thing."""
        ...

    def extension(self) -> str:
        """XML for ``samlp:Extensions``; empty where the door wants none."""
        ...


class BundId:
    """Ids of attributes as BundID's operator gives them out (the AKDB's namespace)."""

    id, name, origin = "bundid", "BundID", ProfileFact.Origin.BUNDID
    most = TrustLevel.HIGH
    key = akdb.BPK2
    mail = akdb.MAIL
    full_name = (akdb.GIVEN_NAME, akdb.SURNAME)

    def level(self, extra: dict[str, Any]) -> TrustLevel:
        """Never more than the way of signing in bears out, whatever the attribute says."""
        return TrustLevel(min(akdb.level_of(extra.get(akdb.LEVEL)), akdb.level_of(extra.get(CONTEXT))))

    def facts(self, extra: dict[str, Any]) -> dict[str, str]:
        return {fact: extra[name] for fact, name in akdb.FACTS.items() if extra.get(name)}

    def contexts(self, level: TrustLevel) -> list[str]:
        return [akdb.CONTEXTS[level]]

    def extension(self) -> str:
        return akdb.authentication_request()


class CompanyAccount:
    """Mein Unternehmenskonto: ELSTER's certificates by the NEZO interface, attributes by ELSTER's names.

    Whoever signs in is the account (``KontoID``); what is said of the organisation is handed on by ``organisation_of``.
    """

    id, name, origin = "unternehmenskonto", "Mein Unternehmenskonto", ProfileFact.Origin.COMPANY
    most = TrustLevel.SUBSTANTIAL
    key = "KontoID"
    mail = ""
    full_name = ("Vorname", "Name")
    _LEVELS = {"substanziell": TrustLevel.SUBSTANTIAL, "hoch": TrustLevel.HIGH}
    _PROOFS = ("ElsterVertrauensniveauIdentifizierung", "ElsterVertrauensniveauAuthentifizierung")

    def level(self, extra: dict[str, Any]) -> TrustLevel:
        """The lower of how she was identified once, and how she signed in now."""
        said = [str(extra.get(proof, "")).lower() for proof in self._PROOFS]
        return TrustLevel(min(self._LEVELS.get(word, TrustLevel.BASIC) for word in said))

    def facts(self, extra: dict[str, Any]) -> dict[str, str]:
        organisation = organisation_of(extra)
        told = {
            Fact.GIVEN_NAME: extra.get("Vorname", ""),
            Fact.FAMILY_NAME: extra.get("Name", ""),
            Fact.ORGANISATION: organisation["name"],
            Fact.LEGAL_FORM: organisation["legal_form"],
            Fact.REGISTER_NUMBER: organisation["register_number"],
        }
        return {fact: text for fact, text in told.items() if text}

    def contexts(self, level: TrustLevel) -> list[str]:
        return []

    def extension(self) -> str:
        return ""


def organisation_of(extra: dict[str, Any]) -> dict[str, str]:
    """What Mein Unternehmenskonto said of the organisation; empty texts for what it left out.

    ``key`` is the door's own name for the organisation, the same for all who act for it.
    """
    register = [extra.get(part, "") for part in ("Registerart", "Registernummer")]
    number = ", ".join(filter(None, [" ".join(filter(None, register)), extra.get("Registergericht", "")]))
    address = {part: extra.get(f"Unternehmensanschrift/{part}", "") for part in ("PLZ", "Ort", "Land")}
    street = [extra.get(f"Unternehmensanschrift/{part}", "") for part in ("Strasse", "Hausnummer")]
    return {
        "key": extra.get("DatenuebermittlerPseudonymId", ""),
        "name": extra.get("Firmenname", ""),
        "legal_form": extra.get("RechtsformText", ""),
        "register_number": number,
        "street": " ".join(filter(None, street)),
        "postcode": address["PLZ"],
        "town": address["Ort"],
        "country": address["Land"],
    }


DOORS: dict[str, SamlDoor] = {door.id: door for door in (BundId(), CompanyAccount())}
