"""``rathaus check --deploy`` says where no file could be stored."""

from typing import Any

import pytest
from pytest_django import Settings

from rathaus.entrances.ops.checks.bucket import the_bucket_is_there
from rathaus.foundation.documents.tests.stores import *  # noqa: F403
from rathaus.foundation.documents.tests.stores import a_bucket


@pytest.fixture
def bucket(s3: str) -> dict[str, Any]:
    return a_bucket(s3)


def found(settings: Settings, files: dict[str, Any]) -> list[str]:
    settings.STORAGES = settings.STORAGES | {"files": files}
    return [str(message) for message in the_bucket_is_there()]


def test_one_that_is_there_and_a_folder_are_left_in_peace(settings: Settings, bucket: dict[str, Any]) -> None:
    assert [str(message) for message in the_bucket_is_there()] == []
    assert found(settings, bucket) == []


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"bucket_name": "nobody-made-this-one"}, "NoSuchBucket"),
        ({"endpoint": "http://127.0.0.1:9"}, "does not answer"),
        ({"endpoint": "http://nosuchhost.invalid"}, "does not answer"),
    ],
)
def test_one_that_is_not_there_is_named(
    settings: Settings, bucket: dict[str, Any], wrong: dict[str, str], why: str
) -> None:
    (message,) = found(settings, bucket | {"OPTIONS": bucket["OPTIONS"] | wrong})
    assert "RATHAUS_FILES" in message
    assert why in message
    assert bucket["OPTIONS"]["secret"] not in message
