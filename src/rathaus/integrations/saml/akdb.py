"""BundID's vocabulary: attributes, levels, and the extension of the request (namespace of the AKDB, its maker)."""

from django.conf import settings
from lxml import etree

from rathaus.foundation.accounts.models import ProfileFact, TrustLevel
from rathaus.foundation.design.city import city

NAMESPACE = "https://www.akdb.de/request/2018/09"
DISPLAY_NAMESPACE = f"{NAMESPACE}/classic-ui/v1"

BPK2 = "urn:oid:1.3.6.1.4.1.25484.494450.3"
"""Her name for this city alone: no other service of the administration gets the same."""
LEVEL = "urn:oid:1.2.40.0.10.2.1.1.261.94"
SURNAME = "urn:oid:2.5.4.4"
GIVEN_NAME = "urn:oid:2.5.4.42"
MAIL = "urn:oid:0.9.2342.19200300.100.1.3"

FACTS = {
    ProfileFact.Name.FAMILY_NAME: SURNAME,
    ProfileFact.Name.GIVEN_NAME: GIVEN_NAME,
    ProfileFact.Name.BIRTH_NAME: "urn:oid:1.2.40.0.10.2.1.1.225566",
    ProfileFact.Name.BIRTH_DATE: "urn:oid:1.2.40.0.10.2.1.1.55",
    ProfileFact.Name.BIRTH_PLACE: "urn:oid:1.3.6.1.5.5.7.9.2",
    ProfileFact.Name.STREET: "urn:oid:2.5.4.16",
    ProfileFact.Name.POSTCODE: "urn:oid:2.5.4.17",
    ProfileFact.Name.TOWN: "urn:oid:2.5.4.7",
    ProfileFact.Name.COUNTRY: "urn:oid:1.2.40.0.10.2.1.1.225599",
}
REQUESTED = {BPK2: True, LEVEL: True, SURNAME: True, GIVEN_NAME: True, MAIL: False} | {
    name: False for name in FACTS.values() if name not in (SURNAME, GIVEN_NAME)
}
"""Whether she can't come in without it, by attribute."""

CONTEXTS = {
    TrustLevel.BASIC: "STORK-QAA-Level-1",
    TrustLevel.SUBSTANTIAL: "STORK-QAA-Level-3",
    TrustLevel.HIGH: "STORK-QAA-Level-4",
}
_LEVELS = {
    "STORK-QAA-Level-1": TrustLevel.BASIC,
    "STORK-QAA-Level-2": TrustLevel.SUBSTANTIAL,
    "STORK-QAA-Level-3": TrustLevel.SUBSTANTIAL,
    "STORK-QAA-Level-4": TrustLevel.HIGH,
}


def level_of(stork: str | None) -> TrustLevel:
    """BASIC for what is unknown or missing: whoever signed in at all has proved that much."""
    return _LEVELS.get(stork or "", TrustLevel.BASIC)


def authentication_request() -> str:
    """XML: which attributes we ask for, and who BundID says is asking."""
    root = etree.Element(f"{{{NAMESPACE}}}AuthenticationRequest", {"Version": "2"}, nsmap={"akdb": NAMESPACE})
    wanted = etree.SubElement(root, f"{{{NAMESPACE}}}RequestedAttributes")
    for name, required in REQUESTED.items():
        etree.SubElement(
            wanted,
            f"{{{NAMESPACE}}}RequestedAttribute",
            {"Name": name, "RequiredAttribute": str(required).lower()},
        )
    shown = etree.SubElement(root, f"{{{NAMESPACE}}}DisplayInformation")
    version = etree.SubElement(shown, f"{{{DISPLAY_NAMESPACE}}}Version", nsmap={"classic-ui": DISPLAY_NAMESPACE})
    etree.SubElement(version, f"{{{DISPLAY_NAMESPACE}}}OrganizationDisplayName").text = city()["name"]
    etree.SubElement(version, f"{{{DISPLAY_NAMESPACE}}}OnlineServiceId").text = settings.BUNDID_SERVICE
    return etree.tostring(root, encoding="unicode")
