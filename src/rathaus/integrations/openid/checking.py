"""Whether an ID token is to be believed (OpenID Connect Core 1.0, section 3.1.3.7)."""

import hmac
from typing import Any

import jwt

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Only signatures with a pair of keys: never ``none``, never one that whoever knows the public key could make."""
LEEWAY = 30
"""Seconds by which clocks may differ."""


class NotBelieved(Exception):
    """The token does not say for sure who came."""


def believed(token: str, keys: dict[str, Any], *, issuer: str, audience: str, nonce: str) -> dict[str, Any]:
    """The claims of ``token``, signed by one of ``keys`` (a JWK Set). Raises NotBelieved."""
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key=_key(token, keys),
            algorithms=ALGORITHMS,
            audience=audience,
            issuer=issuer,
            leeway=LEEWAY,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )
    except (jwt.PyJWTError, TypeError, ValueError) as error:
        raise NotBelieved(type(error).__name__) from error
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise NotBelieved("nonce")
    parties = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    if claims.get("azp", audience) != audience or (len(parties) > 1 and "azp" not in claims):
        raise NotBelieved("azp")
    return claims


def _key(token: str, keys: dict[str, Any]) -> jwt.PyJWK:
    header = jwt.get_unverified_header(token)
    signing = [key for key in jwt.PyJWKSet.from_dict(keys).keys if key.public_key_use in (None, "sig")]
    named = [key for key in signing if key.key_id == header["kid"]] if "kid" in header else signing
    if len(named) != 1:
        raise NotBelieved("kid")
    return named[0]
