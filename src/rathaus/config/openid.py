"""OpenID Connect, both ways: which providers are doors into the account (one table each of a TOML file), and the key by
which the house signs for other services."""

import re
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.exceptions import ImproperlyConfigured

_WANTED = {"name", "issuer", "client_id"}
_MORE = {"client_secret", "scopes", "acr_values", "facts", "levels", "userinfo"}


def providers(file: str) -> list[dict[str, Any]]:
    """allauth's APPS, in the order of the file; nothing for an empty name. Raises ImproperlyConfigured."""
    if not file:
        return []
    try:
        tables = tomllib.loads(Path(file).read_text())
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(f"RATHAUS_OIDC_PROVIDERS: {file} can't be read: {error}") from error
    return [_app(name, table) for name, table in tables.items()]


def _app(slug: str, table: Any) -> dict[str, Any]:
    where = f"RATHAUS_OIDC_PROVIDERS: [{slug}]"
    if not re.fullmatch(r"[a-z][a-z0-9-]*", slug) or not isinstance(table, dict):
        raise ImproperlyConfigured(f"{where} must be a table named in small letters")
    if missing := _WANTED - table.keys():
        raise ImproperlyConfigured(f"{where} lacks {', '.join(sorted(missing))}")
    if unknown := table.keys() - _WANTED - _MORE:
        raise ImproperlyConfigured(f"{where} has unknown {', '.join(sorted(unknown))}")
    if wrong := sorted(name for name in _WANTED if not isinstance(table[name], str)):
        raise ImproperlyConfigured(f"{where} must have a text as {', '.join(wrong)}")
    address = urlsplit(table["issuer"])
    if address.scheme != "https" and address.hostname not in ("localhost", "127.0.0.1"):
        raise ImproperlyConfigured(f"{where} must have an issuer with https")
    return {
        "provider_id": slug,
        "name": table["name"],
        "client_id": table["client_id"],
        "secret": table.get("client_secret", ""),
        "settings": {
            "server_url": f"{table['issuer'].rstrip('/')}/.well-known/openid-configuration",
            "issuer": table["issuer"],
            "scope": table.get("scopes", ["openid"]),
            "auth_params": {"acr_values": table["acr_values"]} if "acr_values" in table else {},
            "fetch_userinfo": table.get("userinfo", True),
            "facts": table.get("facts", {}),
            "levels": table.get("levels", {}),
        },
    }


def new_key() -> str:
    """An RSA key in PEM."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
