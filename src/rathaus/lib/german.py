"""How German is read: words folded and stemmed, and which of them say nothing."""

import re
from functools import lru_cache
from unicodedata import normalize

import Stemmer

from rathaus.lib.text import fold

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
"""Letters and digits, with the accents that some keyboards write as characters of their own."""

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

_stemmer = Stemmer.Stemmer("german", 0)


# Folding a word is slow, and texts repeat their words.
_folded = lru_cache(maxsize=100_000)(fold)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a folded word; ``gebuehren``, ``gebühr`` and ``gebuhr`` share theirs."""
    return _stemmer.stemWord(word) or word


EMPTY = frozenset(_EMPTY)
"""Folded words that say nothing about what is sought."""


def words_of(text: str) -> list[str]:
    """The folded words of a text, in order: ``Kita-Platz für Leo`` → kita, platz, fuer, leo."""
    return [_folded(word) for word in written(text)]


def written(text: str) -> list[str]:
    """The words of a text as they stand there."""
    return _WORD.findall(normalize("NFC", text))
