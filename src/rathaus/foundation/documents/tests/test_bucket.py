"""A bucket of an S3-compatible store: every wait has an end, and what lies there is private."""

from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError
from django.core.files.storage import storages

from rathaus.foundation.documents import actions
from rathaus.foundation.documents.bucket import Bucket
from rathaus.foundation.documents.streams import SealedWriter, read_sealed
from rathaus.foundation.documents.tests.stores import *  # noqa: F403
from rathaus.foundation.documents.tests.stores import a_bucket
from rathaus.foundation.vault.actions import create_key


@pytest.fixture
def bucket(s3: str, settings: Any) -> Bucket:
    settings.STORAGES = settings.STORAGES | {"files": a_bucket(s3)}
    found = storages["files"]
    assert isinstance(found, Bucket)
    return found


def test_every_wait_has_an_end(bucket: Bucket) -> None:
    config = bucket.connection.meta.client.meta.config
    assert (config.connect_timeout, config.read_timeout) == (3, 10)
    assert config.retries["total_max_attempts"] == 2


@pytest.mark.django_db
def test_objects_are_private_and_say_nothing(bucket: Bucket) -> None:
    file = actions.store("Anna.pdf", b"%PDF-1.7", "application/pdf", create_key())
    found = bucket.bucket.Object(f"stadt/haus/{file.place}")
    assert (found.content_type, found.metadata) == ("application/octet-stream", {})
    assert not [grant for grant in found.Acl().grants if grant["Grantee"].get("URI")]


@pytest.mark.django_db
def test_a_file_that_breaks_off_on_its_way_is_an_error_of_the_disk(
    bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = create_key()
    writer = SealedWriter("exports/zip", key, "export")
    writer.write(b"x" * 2**21)
    writer.commit()
    pieces = read_sealed("exports/zip", key, "export")
    next(pieces)

    def cut_off(*_: Any) -> bytes:
        raise ReadTimeoutError(endpoint_url="s3")

    monkeypatch.setattr("botocore.response.StreamingBody.read", cut_off)
    with pytest.raises(OSError, match="does not answer"):
        next(pieces)
