"""Three invented organisations, each with somebody who signs in for it."""

from dataclasses import dataclass

from rathaus.integrations.demo.bundid.ways import ELSTER


@dataclass(frozen=True)
class Company:
    """``account`` is the ELSTER account of whoever signs in, ``key`` that of the organisation."""

    id: str
    given_name: str
    surname: str
    account: str
    key: str
    name: str
    legal_form: str
    register: tuple[str, str, str]
    """Kind, number, court; empty texts where there is none."""
    address: dict[str, str]
    about: str = ""
    ways: tuple[str, ...] = (ELSTER,)

    @property
    def label(self) -> str:
        return f"{self.given_name} {self.surname}, {self.name}"

    def attributes(self, stork: str) -> dict[str, str | dict[str, str]]:
        """What Mein Unternehmenskonto tells; its levels are words, and ELSTER's certificates always substantial."""
        kind, number, court = self.register
        told: dict[str, str | dict[str, str]] = {
            "KontoID": self.account,
            "DatenuebermittlerPseudonymId": self.key,
            "DatenkranzTyp": "StNr",
            "ElsterVertrauensniveauIdentifizierung": "substanziell",
            "ElsterVertrauensniveauAuthentifizierung": "substanziell",
            "Vorname": self.given_name,
            "Name": self.surname,
            "Firmenname": self.name,
            "RechtsformText": self.legal_form,
            "Registerart": kind,
            "Registernummer": number,
            "Registergericht": court,
            "Unternehmensanschrift": {"Typ": "Inland", **self.address, "Land": "DE"},
        }
        return {name: value for name, value in told.items() if value}


def _(german: str) -> str:
    """Marks a text for translation; templates translate it."""
    return german


_COMPANIES = (
    Company(
        *("hafenkran", "Selin", "Aydın", "ko-4f1c9a7730b2", "du-b0c1d2e3f4a5968778695a4b3c2d1e0f00112233"),
        *("Hafenkran Duisburg GmbH", "Gesellschaft mit beschränkter Haftung", ("HRB", "36936", "Duisburg")),
        {"Strasse": "Schifferstraße", "Hausnummer": "22", "PLZ": "47059", "Ort": "Duisburg"},
        about=_("im Handelsregister eingetragen"),
    ),
    Company(
        *("ruderverein", "Paul", "Heinrichs", "ko-90ab12cd34ef", "du-0a1b2c3d4e5f60718293a4b5c6d7e8f901234567"),
        *("Ruderverein Innenhafen e. V.", "Eingetragener Verein", ("VR", "4711", "Duisburg")),
        {"Strasse": "Am Parallelhafen", "Hausnummer": "7 b", "PLZ": "47059", "Ort": "Duisburg"},
        about=_("ein Verein"),
    ),
    Company(
        *("baeckerei", "Käthe", "Brüll", "ko-77777e1f2a3b", "du-ffeeddccbbaa99887766554433221100aabbccdd"),
        *("Bäckerei Käthe Brüll", "Einzelunternehmen", ("", "", "")),
        {"Strasse": "Marktplatz", "Hausnummer": "3", "PLZ": "47137", "Ort": "Duisburg"},
        about=_("ohne Eintrag in einem Register"),
    ),
)
COMPANIES = {company.id: company for company in _COMPANIES}
