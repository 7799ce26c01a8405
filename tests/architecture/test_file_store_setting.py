"""The one setting that says where files lie."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from rathaus.config import file_store


def test_the_setting_names_bucket_folder_endpoint_and_region(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RATHAUS_FILES", "s3://stadt/haus/eins?endpoint=https://s3.example:9000&region=eu-central-1")
    monkeypatch.setenv("RATHAUS_FILES_KEY_ID", "id")
    monkeypatch.setenv("RATHAUS_FILES_SECRET", "secret")
    assert file_store.storage()["OPTIONS"] == {
        "bucket_name": "stadt",
        "location": "haus/eins",
        "endpoint": "https://s3.example:9000",
        "region": "eu-central-1",
        "key_id": "id",
        "secret": "secret",
    }


@pytest.mark.parametrize(
    "address",
    [
        "s3://[",
        "s3://b?region",
        "/srv/files",
        "s3:///x",
        "https://s3.example/bucket",
        "s3://b?endpoint=s3.example",
        "s3://b?acl=public",
    ],
)
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("RATHAUS_FILES", address)
    with pytest.raises(ImproperlyConfigured, match="RATHAUS_FILES must look like s3://"):
        file_store.storage()


def test_a_bucket_needs_its_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RATHAUS_FILES", "s3://stadt")
    monkeypatch.setenv("RATHAUS_FILES_KEY_ID", "id")
    monkeypatch.delenv("RATHAUS_FILES_SECRET", raising=False)
    with pytest.raises(ImproperlyConfigured, match="RATHAUS_FILES_SECRET"):
        file_store.storage()
