"""The doors to other services: whether each has both halves of what it needs, and keys that fit."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

RSA_BITS = 3072
SOON = timedelta(days=30)
NO_SERVICE = "BMI-0000"
"""What stands there where nobody gave the number."""


@register("rathaus", deploy=True)
def saml_has_both_halves(**_: Any) -> list[CheckMessage]:
    key, certificate = settings.SAML_KEY, settings.SAML_CERTIFICATE
    if bool(key) != bool(certificate):
        lacking = "RATHAUS_SAML_CERTIFICATE" if key else "RATHAUS_SAML_KEY"
        return [Error(f"{lacking} is missing: key and certificate belong together.", id="rathaus.saml_half")]
    if not key:
        return []
    if not any(settings.SAML_METADATA.values()) and settings.PRODUCTION:
        said = "RATHAUS_SAML_KEY is set, but no door: RATHAUS_BUNDID_METADATA or RATHAUS_UNTERNEHMENSKONTO_METADATA."
        return [Warning(said, id="rathaus.saml_half")]
    return [*_rsa("RATHAUS_SAML_KEY", key), *_pair(key, certificate)]


@register("rathaus", deploy=True)
def bundid_knows_the_service(**_: Any) -> list[CheckMessage]:
    if not settings.SAML_METADATA["bundid"] or settings.BUNDID_SERVICE != NO_SERVICE:
        return []
    said = "RATHAUS_BUNDID_SERVICE is missing: the number that BundID's operator gave this online service."
    return [Error(said, id="rathaus.bundid_half")]


@register("rathaus", deploy=True)
def metadata_is_xml(**_: Any) -> list[CheckMessage]:
    names = {"bundid": "RATHAUS_BUNDID_METADATA", "unternehmenskonto": "RATHAUS_UNTERNEHMENSKONTO_METADATA"}
    wrong = [names[door] for door, xml in settings.SAML_METADATA.items() if xml and "EntityDescriptor" not in xml]
    return [Error(f"{name} is no SAML metadata: it describes no entity.", id="rathaus.metadata") for name in wrong]


@register("rathaus", deploy=True)
def other_services_can_check_our_signature(**_: Any) -> list[CheckMessage]:
    if settings.IDP_OIDC_PRIVATE_KEY:
        return list(_rsa("RATHAUS_OIDC_KEY", settings.IDP_OIDC_PRIVATE_KEY))
    return []


@register("rathaus", deploy=True)
def doors_keep_their_secret(**_: Any) -> list[CheckMessage]:
    open_doors = [door["provider_id"] for door in settings.OIDC_PROVIDERS if not door["secret"]]
    said = "RATHAUS_OIDC_PROVIDERS: [{}] has no client_secret: only PKCE protects it."
    return [Warning(said.format(door), id="rathaus.oidc_half") for door in open_doors]


def _rsa(name: str, pem: str) -> Iterator[CheckMessage]:
    try:
        key = load_pem_private_key(pem.encode(), password=None)
    except (ValueError, TypeError):
        yield Error(f"{name} is no private key in PEM without a password.", id="rathaus.rsa_key")
        return
    if not isinstance(key, RSAPrivateKey) or key.key_size < RSA_BITS:
        yield Error(f"{name} must be an RSA key of {RSA_BITS} bits or more.", id="rathaus.rsa_key")


def _pair(key: str, certificate: str) -> Iterator[CheckMessage]:
    try:
        shown = x509.load_pem_x509_certificate(certificate.encode())
        ours = load_pem_private_key(key.encode(), password=None).public_key()
    except (ValueError, TypeError):
        yield Error("RATHAUS_SAML_CERTIFICATE or its key is not in PEM.", id="rathaus.saml_certificate")
        return
    if shown.public_key() != ours:
        yield Error("RATHAUS_SAML_CERTIFICATE belongs to another key.", id="rathaus.saml_certificate")
    left = shown.not_valid_after_utc - datetime.now(UTC)
    if left < timedelta(0):
        yield Error("RATHAUS_SAML_CERTIFICATE is no longer valid.", id="rathaus.saml_certificate")
    elif left < SOON:
        yield Warning(f"RATHAUS_SAML_CERTIFICATE ends in {left.days} days.", id="rathaus.saml_certificate")
