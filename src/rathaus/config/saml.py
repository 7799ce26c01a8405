"""Reads which doors speak SAML, as allauth's providers: in production those whose metadata is given."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

_NAMES = {"bundid": "BundID", "unternehmenskonto": "Mein Unternehmenskonto"}


def providers(metadata: dict[str, str], *, key: str, certificate: str, production: bool) -> dict[str, dict[str, Any]]:
    """``metadata`` is XML by door; outside production a simulator stands behind a door that has none.

    Raises ImproperlyConfigured.
    """
    if production and any(metadata.values()) and not (key and certificate):
        raise ImproperlyConfigured("RATHAUS_SAML_KEY and RATHAUS_SAML_CERTIFICATE must be set for a door with SAML")
    return {
        door: {"APP": {"client_id": door, "name": _NAMES[door], "settings": {"metadata": xml}}}
        for door, xml in metadata.items()
        if xml or not production
    }
