"""Where files lie, read from ``RATHAUS_FILES``: on disk, or in an S3-compatible bucket."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ImproperlyConfigured

from rathaus.config import env

ON_DISK = {"BACKEND": "rathaus.foundation.documents.disk.SyncedFiles"}
SHAPE = "s3://bucket/folder?endpoint=https://s3.example&region=eu-central-1"


def storage() -> dict[str, Any]:
    """An entry for Django's ``STORAGES``; raises ImproperlyConfigured, which never repeats a key."""
    address = env.text("RATHAUS_FILES")
    keys = {"key_id": env.text_or_file("RATHAUS_FILES_KEY_ID"), "secret": env.text_or_file("RATHAUS_FILES_SECRET")}
    if not address:
        return ON_DISK
    try:
        place = _bucket(address)
    except ValueError as error:
        raise ImproperlyConfigured(f"RATHAUS_FILES must look like {SHAPE}") from error
    if not all(keys.values()):
        raise ImproperlyConfigured("RATHAUS_FILES needs RATHAUS_FILES_KEY_ID and RATHAUS_FILES_SECRET beside it")
    return {"BACKEND": "rathaus.foundation.documents.bucket.Bucket", "OPTIONS": place | keys}


def _bucket(address: str) -> dict[str, str]:
    """What the address says; raises ValueError. No endpoint is Amazon's own."""
    parts, asked = urlsplit(address), parse_qs(urlsplit(address).query, strict_parsing=bool(urlsplit(address).query))
    endpoint, region = (asked.pop(name, [""])[0] for name in ("endpoint", "region"))
    whole = parts.scheme == "s3" and parts.netloc and not (asked or parts.fragment)
    # http is for a store in the same network: what lies there is sealed, and what is sent is signed.
    if not whole or (endpoint and not (endpoint.startswith(("https://", "http://")) and urlsplit(endpoint).hostname)):
        raise ValueError
    return {
        "bucket_name": parts.netloc,
        "location": parts.path.strip("/"),
        "endpoint": endpoint,
        "region": region,
    }
