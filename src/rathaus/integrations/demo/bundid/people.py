"""Eleven invented people with a BundID; one of them is of the cast, and her account here knows it."""

from dataclasses import dataclass

from rathaus.foundation.accounts.models import ProfileFact
from rathaus.integrations.demo.bundid.ways import EID, ELSTER, PASSWORD
from rathaus.integrations.saml import akdb

Fact = ProfileFact.Name


@dataclass(frozen=True)
class Citizen:
    """``bpk2`` is what this city alone calls her; ``ways`` are those she can sign in by."""

    id: str
    given_name: str
    surname: str
    bpk2: str
    born: str
    born_at: str
    street: str
    postcode: str
    town: str
    mail: str = ""
    birth_name: str = ""
    country: str = "DE"
    ways: tuple[str, ...] = (PASSWORD, ELSTER, EID)
    about: str = ""
    """What makes her worth trying."""

    @property
    def label(self) -> str:
        return f"{self.given_name} {self.surname}"

    def attributes(self, stork: str) -> dict[str, str]:
        """What BundID tells of her after she signed in with ``stork``; what it doesn't know is left out."""
        facts = {
            Fact.FAMILY_NAME: self.surname,
            Fact.GIVEN_NAME: self.given_name,
            Fact.BIRTH_NAME: self.birth_name,
            Fact.BIRTH_DATE: self.born,
            Fact.BIRTH_PLACE: self.born_at,
            Fact.STREET: self.street,
            Fact.POSTCODE: self.postcode,
            Fact.TOWN: self.town,
            Fact.COUNTRY: self.country,
        }
        told = {akdb.BPK2: self.bpk2, akdb.LEVEL: stork, akdb.MAIL: self.mail}
        told |= {akdb.FACTS[fact]: text for fact, text in facts.items()}
        return {name: text for name, text in told.items() if text}


def _(german: str) -> str:
    """Marks a text for translation; templates translate it."""
    return german


_CITIZENS = (
    Citizen(
        *("mia", "Mia", "Sandmann", "f0WqZ1mB7yT3kNsX8dEo2A==", "1988-04-12", "Duisburg"),
        *("Königstraße 12", "47051", "Duisburg", "mia.sandmann@post.example"),
        about=_("wohnt in Duisburg"),
    ),
    Citizen(
        *("juergen", "Jürgen", "Größmann", "b3RkQm9nZW5zY2hyZWliZQ==", "1951-11-30", "Moers"),
        *("Düsseldorfer Straße 401 a", "47055", "Duisburg"),
        about=_("ohne E-Mail-Adresse"),
    ),
    Citizen(
        *("ayse", "Ayşe Nur", "Çelik-Özdemir", "c2VsYmVyIGdlbWFjaHQgMTIz", "1990-01-01", "Şanlıurfa"),
        *("Weseler Straße 88", "47169", "Duisburg", "ayse.celik@post.example"),
        birth_name="Çelik",
        about=_("Doppelname und Geburtsname"),
    ),
    Citizen(
        *("noah", "Noah", "Fuchs", "eHl6enkgbWFnaWMgd29yZHMh", "2010-03-09", "Duisburg"),
        *("Sternbuschweg 5", "47057", "Duisburg", "noah.fuchs@post.example"),
        ways=(EID,),
        about=_("16 Jahre alt, nur mit Online-Ausweis"),
    ),
    Citizen(
        *("willem", "Willem", "van den Berg", "dmFuIGRlbiBiZXJnIHRlc3Rz", "1979-07-22", "Venlo"),
        *("Kerkstraat 14", "5911 CD", "Venlo", "w.vandenberg@post.example"),
        country="NL",
        about=_("Anschrift in den Niederlanden"),
    ),
    Citizen(
        *("hedwig", "Hedwig Maria Elisabeth", "Freifrau von und zu Lohberg", "bGFuZ2UgbmFtZW4gcHJvYmllcmVu"),
        *("1938-02-28", "Königsberg (Preußen)", "Am Burgacker 1", "47051", "Duisburg"),
        birth_name="Schmidt",
        about=_("sehr langer Name"),
    ),
    Citizen(
        *("tom", "Tom", "Ritter", "bnVyIG1pdCBwYXNzd29ydCBkYQ==", "1999-12-24", "Oberhausen"),
        *("Mülheimer Straße 200", "47058", "Duisburg", "tom.ritter@post.example"),
        ways=(PASSWORD,),
        about=_("nur mit Benutzername und Passwort"),
    ),
    Citizen(
        *("olena", "Olena", "Шевченко", "a3lyaWxsaXNjaCBnZXNjaHJp", "1985-00-00", "Харків"),
        *("Wanheimer Straße 3", "47053", "Duisburg", "olena@post.example"),
        about=_("kyrillischer Name, Tag der Geburt unbekannt"),
    ),
    Citizen(
        *("bernd", "Bernd", "Schäfer", "YmVybmQgc2NoYWVmZXIgaGllcg==", "1972-06-15", "Duisburg"),
        *("Flurstraße 9", "47057", "Duisburg", "bernd@rathaus.example"),
        about=_("dieselbe E-Mail-Adresse wie ein Konto hier"),
    ),
    Citizen(
        *("bo", "Bo", "O'Brien & Söhne <i>", "c29uZGVyemVpY2hlbiBoaWVyIQ==", "1994-09-03", "Cork"),
        *('Kuhlenwall 1 "Hof"', "47051", "Duisburg", "bo@post.example"),
        about=_("Sonderzeichen im Namen"),
    ),
    Citizen(
        *("anna", "Anna", "Kowalski", "YW5uYSB2b24gZGVyIGJ1ZWhuZQ==", "1988-03-04", ""),
        *("Musterstraße 12", "47057", "Duisburg", "anna@rathaus.example"),
        about=_("ihr Konto hier ist mit der BundID verbunden"),
    ),
)
PEOPLE = {citizen.id: citizen for citizen in _CITIZENS}
