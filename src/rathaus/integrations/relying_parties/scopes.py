"""What a service may ask for, in words, and what it is told."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts.models import Person, ProfileFact, TrustLevel

Fact = ProfileFact.Name
Facts = dict[str, ProfileFact]


@dataclass(frozen=True)
class Scope:
    """``title`` is what she reads; ``claims`` leads from the standard's name to the fact that is told under it."""

    name: str
    title: str | Promise
    claims: dict[str, Fact]


OPENID, EMAIL, LEVEL = "openid", "email", "vertrauensniveau"
PROFILE = Scope("profile", _("Ihr Name"), {"given_name": Fact.GIVEN_NAME, "family_name": Fact.FAMILY_NAME})
ADDRESS = Scope(
    "address",
    _("Ihre Anschrift"),
    {
        "street_address": Fact.STREET,
        "postal_code": Fact.POSTCODE,
        "locality": Fact.TOWN,
        "country": Fact.COUNTRY,
    },
)
SCOPES = {
    scope.name: scope
    for scope in (
        Scope(OPENID, _("Eine Kennung, die nur dieser Dienst bekommt"), {}),
        PROFILE,
        ADDRESS,
        Scope(EMAIL, _("Ihre E-Mail-Adresse"), {}),
        Scope(LEVEL, _("Wie sicher wir wissen, wer Sie sind"), {}),
    )
}
"""By name, in the order in which they are shown."""

LEVEL_WORDS = {level: level.name.lower() for level in TrustLevel}
"""What services read: none, basic, substantial, high."""


def facts_of(person: Person) -> Facts:
    """What is known of her, by name; opened only when read."""
    return {fact.name: fact for fact in person.facts.select_related("person__key")}


def name_of(person: Person, facts: Facts) -> str:
    """Her name as a whole."""
    parts = [facts[name].value for name in PROFILE.claims.values() if name in facts]
    return " ".join(parts) or person.name
