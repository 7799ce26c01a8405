"""The key by which push services know this house (VAPID, RFC 8292)."""

import base64
import hashlib
from functools import cache
from io import BytesIO

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.conf import settings
from webpush import WebPush

_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of the curve P-256 (SEC 2, 2.4.2)."""
KEEP = 24 * 3600
"""Seconds that a push service keeps a hint for a device that is off."""


def public_key() -> str:
    """What a browser is told when it subscribes: the uncompressed point in base64url."""
    point = _key().public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


@cache
def sender() -> WebPush:
    """Seals hints for devices (RFC 8291) and signs who sent them."""
    private = _key().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public = _key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return WebPush(private, BytesIO(public), subscriber=settings.PUSH_CONTACT, ttl=KEEP)


@cache
def _key() -> ec.EllipticCurvePrivateKey:
    """Derived from ``settings.PUSH_KEY``: the same on all machines."""
    # 512 bits reduced to 256: no number is noticeably more likely than another (FIPS 186-5, A.2.1).
    number = int.from_bytes(hashlib.sha512(b"rathaus push " + settings.PUSH_KEY.encode()).digest(), "big")
    return ec.derive_private_key(number % (_ORDER - 1) + 1, ec.SECP256R1())
