"""The file store in an S3-compatible bucket: an object is there whole once ``save`` returns, or not at all.

What fails is an OSError, as on disk; every wait has an end. Objects are sealed, private, and handed out by views alone.
"""

import errno
import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage

MISSING = {"404", "NoSuchKey", "NotFound"}
"""How S3 says that there is no such object; a missing bucket is another matter."""


class Bucket(S3Storage):
    """One object for each place; a place written again is replaced."""

    def __init__(
        self, *, bucket_name: str, location: str, endpoint: str, region: str, key_id: str, secret: str
    ) -> None:
        super().__init__(
            bucket_name=bucket_name,
            location=location,
            endpoint_url=endpoint or None,
            region_name=region or None,
            access_key=key_id,
            secret_key=secret,
            # Nothing else in the environment has a say.
            security_token=None,
            session_profile=None,
            file_overwrite=True,
            default_acl=None,
            object_parameters={"ContentType": "application/octet-stream"},
            client_config=_config(by_path=bool(endpoint)),
            transfer_config=TransferConfig(use_threads=False),
        )

    def look(self) -> None:
        """Raises OSError where there is no such bucket, or nobody who lets us in: asked for an object, a server says
        the same of one that is missing and of a bucket that is."""
        with _as_os_errors():
            self.connection.meta.client.list_objects_v2(Bucket=self.bucket_name, Prefix=self.location, MaxKeys=1)

    def listing(self, folder: str) -> Iterator[tuple[str, float]]:
        """The names in ``folder``, and when each was written (seconds since 1970)."""
        prefix = f"{self.location}/{folder}".strip("/") + "/"
        with _as_os_errors():
            pages = self.connection.meta.client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self.bucket_name, Prefix=prefix):
                for found in page.get("Contents", ()):
                    yield found["Key"].removeprefix(prefix), found["LastModified"].timestamp()

    def exists(self, name: str) -> bool:
        with _as_os_errors():
            return bool(super().exists(name))

    def size(self, name: str) -> int:
        with _as_os_errors():
            return int(super().size(name))

    def delete(self, name: str) -> None:
        with _as_os_errors():
            super().delete(name)

    def url(self, *_: Any, **__: Any) -> str:
        raise NotImplementedError("Files are handed out by views, which ask who may see them.")

    def _open(self, name: str, mode: str = "rb") -> File:
        with _as_os_errors():
            body = self.bucket.Object(self._normalize_name(name)).get()["Body"]
        return File(io.BufferedReader(_Body(body)), name)

    def _save(self, name: str, content: File) -> str:
        with _as_os_errors():
            return str(super()._save(name, content))


def _config(*, by_path: bool) -> Config:
    return Config(
        connect_timeout=3,
        read_timeout=10,
        retries={"mode": "standard", "total_max_attempts": 2},
        signature_version="s3v4",
        # Every store checks this hash of what arrives; not every one knows the newer checksums.
        s3={"addressing_style": "path" if by_path else "auto", "payload_signing_enabled": True},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )


class _Body(io.RawIOBase):
    """An object's content as it comes over the network; never whole in memory."""

    def __init__(self, body: Any) -> None:
        self._body = body

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        with _as_os_errors():
            piece = self._body.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._body.close()
        super().close()


@contextmanager
def _as_os_errors() -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        if code in MISSING:
            raise FileNotFoundError(errno.ENOENT, "There is no such object") from error
        raise OSError(errno.EIO, f"The file store refused: {code}") from error
    except BotoCoreError as error:
        raise OSError(errno.EIO, f"The file store does not answer: {type(error).__name__}") from error
