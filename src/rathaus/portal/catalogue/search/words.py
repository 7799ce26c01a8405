"""How the search reads German: words folded and stemmed, the empty ones left out, the pale ones weighed less."""

import re
from functools import lru_cache
from unicodedata import normalize

import Stemmer

from rathaus.foundation.design.city import city
from rathaus.lib.text import fold

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
"""Letters and digits, with the accents that some keyboards write as characters of their own."""
_POSTCODE = re.compile(r"\d{5}")

_EMPTY = """
aber alle allem allen aller alles als also am an auch auf aus bei beim bin bis bist bitte da dabei dann das dass dein
deine dem den denn der des die dies diese diesem diesen dieser dir doch dort du durch ein eine einem einen einer eines
er es etwas euch fuer ganz gar gibt hab habe haben hat hatte hier hinter ich ihm ihn ihnen ihr ihre ihrem ihren im immer
in ins irgendwo is ist ja jetzt kann kannst kein keine koennen man mein meine meinem meinen meiner mich mir mit muss
muessen na nach ne nem nen ner nicht nix noch nochmal nun nur ob oder ohne per raus rein schon sein seine sich sie sind
so soll sollen sowie ueber um und uns unser unsere unter vom von vor wann war warum was wat wegen weil weg welche
welcher wenn wer werden wie wieso wieviel will wir wird wo wohin worden wurde zu zum zur zwischen moechte moechten
inne inner aufm ausm geh gehe gehen mal n s
a and are can do for from get how i is it me my of on or the to what where with you your
ve bir icin ne nasil nerede
""".split()  # noqa: SIM905 (a page of words reads better than a list)

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
_stemmer = Stemmer.Stemmer("german", 0)


# Folding a word is slow, and texts repeat their words.
_folded = lru_cache(maxsize=100_000)(fold)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a folded word; ``gebuehren``, ``gebühr`` and ``gebuhr`` share theirs."""
    return _stemmer.stemWord(word) or word


EMPTY = frozenset(_EMPTY)
"""Folded words that say nothing about what is sought."""
PALE = frozenset(stem(word) for word in _PALE)
"""Stems that fit almost every service, and so tell little about which one."""


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order: ``Kita-Platz für Leo`` → kita, platz, fuer, leo."""
    return [_folded(word) for word in written(text)]


def written(text: str) -> list[str]:
    """The words of a text as they stand there."""
    return _WORD.findall(normalize("NFC", text))


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
