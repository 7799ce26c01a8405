"""How the search reads German: words folded and stemmed, the empty ones left out, the pale ones weighed less."""

import re

from rathaus.foundation.design.city import city
from rathaus.lib.german import EMPTY, stem, words_of

_POSTCODE = re.compile(r"\d{5}")

_PALE = """
abgelaufen abholen abmelden aendern aenderung amt anfordern angeben anmelden anmeldung anschauen antrag anzeigen
ausfuellen ausstellen ausstellung beantragen beantragung bekommen bescheid bestellen bestellung bezahlen
brauchen braucht buchen einreichen erhalten erneuern ersetzen finden formular frist gebuehr gebuehren geld holen jahr
jahre
kaputt kaufen kostenlos kosten kostet machen melden meldung naechste nebenbei neu neue neuen neuer neues nummer online
sofort stadt stellen stellt tage tauschen termin umschreiben umtausch umtauschen unterlagen verlaengern verlaengerung
verlieren verloren verlust wechseln woche wochen zahlen
apply appointment city how new online office pay renew register
""".split()  # noqa: SIM905

SHORTEST_NUMBER = 3

PALE = frozenset(stem(word) for word in _PALE)
"""Stems that fit almost every service, and so tell little about which one."""


def telling_words(text: str) -> list[str]:
    """``words_of`` without the empty ones; all of them if nothing else is left."""
    words = words_of(text)
    return [word for word in words if not is_empty(word)] or words


def is_empty(word: str) -> bool:
    """Whether a folded word says nothing, as ``der`` and ``1``."""
    return word in EMPTY or (word.isdigit() and len(word) < SHORTEST_NUMBER)


def own_name() -> frozenset[str]:
    """The folded words of the city's name: everything here is about it, so it says nothing."""
    return frozenset(words_of(city()["name"]))


def is_postcode(word: str) -> bool:
    """Five digits."""
    return bool(_POSTCODE.fullmatch(word))
