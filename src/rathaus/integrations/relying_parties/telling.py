"""What a service is told of a person, for the scopes she agreed to; and the same in words, before she agrees."""

from collections.abc import Collection
from typing import Any

from allauth.account.models import EmailAddress
from django.utils.translation import gettext as _

from rathaus.foundation.accounts.models import Person, TrustLevel
from rathaus.integrations.relying_parties.scopes import (
    ADDRESS,
    EMAIL,
    LEVEL,
    LEVEL_WORDS,
    OPENID,
    PROFILE,
    SCOPES,
    Facts,
    Scope,
    facts_of,
    name_of,
)


def claims(person: Person, scopes: Collection[str]) -> dict[str, Any]:
    """By the names of OpenID Connect Core 1.0, section 5.1; what is not known is left out."""
    facts = facts_of(person)
    told: dict[str, Any] = {}
    if PROFILE.name in scopes:
        told |= _plain(PROFILE, facts) | {"name": name_of(person, facts)}
    if ADDRESS.name in scopes and (address := _plain(ADDRESS, facts)):
        told["address"] = address
    if EMAIL in scopes and (email := proved_email(person)):
        told |= {"email": email, "email_verified": True}
    if LEVEL in scopes:
        told["confirmed"] = {
            claim: LEVEL_WORDS[TrustLevel(facts[fact].level)]
            for scope in (PROFILE, ADDRESS)
            for claim, fact in scope.claims.items()
            if scope.name in scopes and fact in facts and facts[fact].is_confirmed
        }
    return {name: value for name, value in told.items() if value != ""}


def in_words(person: Person, scopes: Collection[str], level: TrustLevel) -> list[tuple[Scope, str]]:
    """Each scope that is asked for, and what exactly the service would be told now."""
    facts = facts_of(person)
    street = [
        _plain(ADDRESS, facts).get(claim, "") for claim in ("street_address", "postal_code", "locality", "country")
    ]
    words = {
        OPENID: _("eine zufällige Zeichenfolge"),
        PROFILE.name: name_of(person, facts),
        ADDRESS.name: ", ".join(filter(None, street)),
        EMAIL: proved_email(person),
        LEVEL: str(level.label),
    }
    return [
        (scope, words[name] or _("nichts, denn es ist nichts hinterlegt"))
        for name, scope in SCOPES.items()
        if name in scopes
    ]


def proved_email(person: Person) -> str:
    """Her address, if she has proved it."""
    found = EmailAddress.objects.filter(user=person, verified=True).order_by("-primary", "pk").first()
    return found.email if found else ""


def _plain(scope: Scope, facts: Facts) -> dict[str, str]:
    return {claim: facts[fact].value for claim, fact in scope.claims.items() if fact in facts}
