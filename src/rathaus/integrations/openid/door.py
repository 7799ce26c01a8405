"""What an OpenID Connect provider vouches for, as far as the operator believes it."""

from dataclasses import dataclass, field
from typing import Any

from rathaus.foundation.accounts.models import ProfileFact, TrustLevel


@dataclass
class OpenIdDoor:
    """``named`` leads from a fact to its claim (``address.street_address``), ``levels`` from an acr to a level."""

    named: dict[str, str] = field(default_factory=dict)
    levels: dict[str, str] = field(default_factory=dict)
    origin: ProfileFact.Origin = ProfileFact.Origin.OIDC

    def level(self, extra: dict[str, Any]) -> TrustLevel:
        """An acr the operator did not name is BASIC; only the signed ID token counts."""
        acr = extra.get("id_token", {}).get("acr")
        return TrustLevel[self.levels.get(str(acr), "basic").upper()]

    def facts(self, extra: dict[str, Any]) -> dict[str, str]:
        claims = extra.get("id_token", {}) | extra.get("userinfo", {})
        found = {fact: _at(claims, path) for fact, path in self.named.items()}
        return {fact: text for fact, text in found.items() if text}


def _at(claims: Any, path: str) -> str:
    for step in path.split("."):
        claims = claims.get(step) if isinstance(claims, dict) else None
    return claims if isinstance(claims, str) else ""
