"""Key pairs for signing and opening SAML messages."""

import contextlib
import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from django.conf import settings

_BLOCK = re.compile(r"-----BEGIN ([A-Z ]+)-----.+?-----END \1-----", re.DOTALL)
_YEARS = 10


@dataclass(frozen=True)
class Pair:
    """Both in PEM."""

    key: str
    certificate: str


def own_pair() -> Pair:
    """The service provider's, from the settings; outside production made once and kept."""
    if settings.SAML_KEY and settings.SAML_CERTIFICATE:
        return Pair(settings.SAML_KEY, settings.SAML_CERTIFICATE)
    return kept_pair("saml")


def kept_pair(name: str) -> Pair:
    """A pair that this house made for itself, and keeps among its keys (mode 600)."""
    file = settings.DATA_DIR / "keys" / f"{name}.pem"
    if not file.exists():
        _keep(file, _made(name))
    key, certificate = (block[0] for block in _BLOCK.finditer(file.read_text()))
    return Pair(key, certificate)


def _keep(file: Path, pair: Pair) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as handle:
        handle.write(f"{pair.key}\n{pair.certificate}\n")
    # link fails if the file exists: two processes starting at once agree on one pair.
    with contextlib.suppress(FileExistsError):
        os.link(draft, file)
    draft.unlink()


def _made(name: str) -> Pair:
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Rathaus {name}")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365 * _YEARS))
        .sign(key, hashes.SHA256())
    )
    plain = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return Pair(plain.decode().strip(), certificate.public_bytes(serialization.Encoding.PEM).decode().strip())
