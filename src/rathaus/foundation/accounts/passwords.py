"""Which passwords are refused: those that anyone would try first, in whatever disguise.

There are no rules of composition (BSI ORP.4, NIST SP 800-63B): length, and not being on every attacker's list.
"""

import re
from functools import cache

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.design.city import city
from rathaus.lib.text import fold

OF_THE_HOUSE = (
    *("rathaus", "stadt", "buergerkonto", "buerger", "konto", "buergerservice", "verwaltung", "postfach", "antrag"),
    *("passwort", "kennwort", "password", "willkommen", "anmelden", "login", "hallo", "geheim", "sicher"),
    *("fruehling", "sommer", "herbst", "winter", "schatz", "fussball", "qwertz", "qwerty", "asdf"),
)
_DISGUISES = str.maketrans("013457@$!€|", "oleastasiel")
_TOO_LITTLE = 4
"""Letters that must be left when words everyone would guess are taken away."""


class GuessableValidator:
    """Refuses what is on Django's list of 20,000, or made of words that belong to this city, house or person."""

    def validate(self, password: str, user: Person | None = None) -> None:
        """Raises ValidationError."""
        if any(map(_is_common, _undisguised(password))) or _is_made_of(_words_about(user), password):
            raise ValidationError(
                _("Dieses Passwort ist leicht zu erraten. Nehmen Sie besser einen kurzen Satz."), code="guessable"
            )

    def get_help_text(self) -> str:
        return _("Kein Passwort, das viele benutzen.")


def _is_common(word: str) -> bool:
    return word in _common() or len(set(word)) < 3


@cache
def _common() -> set[str]:
    return CommonPasswordValidator().passwords


def _undisguised(password: str) -> set[str]:
    """What ``password`` may have been: ``P@ssw0rt2024!`` was ``passwort``."""
    plain = fold(password)
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", plain)
    half = plain[: len(plain) // 2]
    twice = {half} if half * 2 == plain else set()
    return {plain, core, plain.translate(_DISGUISES), core.translate(_DISGUISES), *twice} - {""}


def _is_made_of(words: set[str], password: str) -> bool:
    """Nothing much is left of ``password`` without them."""
    whole = re.sub(r"[\W_]", "", fold(password)).translate(_DISGUISES)
    rest = re.sub("|".join(sorted(words, key=len, reverse=True)), "", whole)
    return rest != whole and len(re.sub(r"\d", "", rest)) < _TOO_LITTLE


def _words_about(user: Person | None) -> set[str]:
    told = [city()["name"], *([user.name, user.email or ""] if user else [])]
    words = re.split(r"[\W\d_]+", " ".join(map(fold, told)))
    return {*OF_THE_HOUSE, *(word.translate(_DISGUISES) for word in words if len(word) >= _TOO_LITTLE)}
