"""How what the doors say is read."""

import pytest

from rathaus.foundation.accounts.doors import door_of
from rathaus.foundation.accounts.models import TrustLevel
from rathaus.integrations.demo.bundid.companies import COMPANIES
from rathaus.integrations.saml.akdb import LEVEL
from rathaus.integrations.saml.doors import CONTEXT, DOORS, organisation_of

PROVEN = "ElsterVertrauensniveauIdentifizierung", "ElsterVertrauensniveauAuthentifizierung"


@pytest.mark.parametrize(
    ("said", "shown", "level"),
    [
        ("STORK-QAA-Level-1", "STORK-QAA-Level-1", TrustLevel.BASIC),
        ("STORK-QAA-Level-2", "STORK-QAA-Level-4", TrustLevel.SUBSTANTIAL),
        ("STORK-QAA-Level-3", "STORK-QAA-Level-3", TrustLevel.SUBSTANTIAL),
        ("STORK-QAA-Level-4", "STORK-QAA-Level-4", TrustLevel.HIGH),
        ("STORK-QAA-Level-4", "STORK-QAA-Level-3", TrustLevel.SUBSTANTIAL),
        ("STORK-QAA-Level-3", "STORK-QAA-Level-4", TrustLevel.SUBSTANTIAL),
        ("STORK-QAA-Level-4", "", TrustLevel.BASIC),
        ("", "STORK-QAA-Level-4", TrustLevel.BASIC),
        ("STORK-QAA-Level-9", "STORK-QAA-Level-4", TrustLevel.BASIC),
    ],
)
def test_bundid_vouches_for_no_more_than_both_words_bear_out(said: str, shown: str, level: TrustLevel) -> None:
    assert DOORS["bundid"].level({LEVEL: said, CONTEXT: shown}) == level


@pytest.mark.parametrize(
    ("identified", "signed_in", "level"),
    [
        ("substanziell", "substanziell", TrustLevel.SUBSTANTIAL),
        ("hoch", "substanziell", TrustLevel.SUBSTANTIAL),
        ("HOCH", "hoch", TrustLevel.HIGH),
        ("hoch", "", TrustLevel.BASIC),
        ("niedrig", "hoch", TrustLevel.BASIC),
    ],
)
def test_elster_vouches_for_the_lower_of_its_two_words(identified: str, signed_in: str, level: TrustLevel) -> None:
    assert DOORS["unternehmenskonto"].level(dict(zip(PROVEN, (identified, signed_in), strict=True))) == level


def test_both_doors_are_known_to_the_account() -> None:
    assert {door_of(name) for name in DOORS} == set(DOORS.values())


def test_an_organisation_is_told_apart_from_whoever_acts_for_it() -> None:
    told = {
        "DatenuebermittlerPseudonymId": COMPANIES["hafenkran"].key,
        "Firmenname": "Hafenkran Duisburg GmbH",
        "RechtsformText": "GmbH",
        "Registernummer": "36936",
        "Unternehmensanschrift/Strasse": "Schifferstraße",
        "Unternehmensanschrift/Hausnummer": "22",
        "Unternehmensanschrift/PLZ": "47059",
        "Unternehmensanschrift/Ort": "Duisburg",
        "Vorname": "Selin",
    }
    assert organisation_of(told) == {
        "key": COMPANIES["hafenkran"].key,
        "name": "Hafenkran Duisburg GmbH",
        "legal_form": "GmbH",
        "register_number": "36936",
        "street": "Schifferstraße 22",
        "postcode": "47059",
        "town": "Duisburg",
        "country": "",
    }
    assert organisation_of({})["name"] == ""
