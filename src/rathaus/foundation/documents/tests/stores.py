"""File stores for tests: a folder, a bucket (moto plays S3, on a port of its own), and both out of order."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import boto3
import pytest
from moto.server import ThreadedMotoServer

KEYS = {"key_id": "rathaus", "secret": "not-a-secret"}
BACKEND = "rathaus.foundation.documents.bucket.Bucket"
Broken = Callable[[], Any]


@pytest.fixture(scope="session")
def s3() -> Iterator[str]:
    """The address of an S3 server with nothing in it."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


def a_bucket(endpoint: str) -> dict[str, Any]:
    """An entry of ``STORAGES``: an empty bucket on that server."""
    name = f"files-{uuid4().hex}"
    names = {"aws_access_key_id": KEYS["key_id"], "aws_secret_access_key": KEYS["secret"]}
    boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1", **names).create_bucket(Bucket=name)
    place = {"bucket_name": name, "location": "stadt/haus", "endpoint": endpoint, "region": "us-east-1"}
    return {"BACKEND": BACKEND, "OPTIONS": place | KEYS}


@pytest.fixture(params=["disk", "bucket"])
def store(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> str:
    """An empty file store, once of each kind; its name."""
    settings.FILES_DIR = tmp_path / "files"
    if request.param == "bucket":
        settings.STORAGES = settings.STORAGES | {"files": a_bucket(request.getfixturevalue("s3"))}
    return request.param


@pytest.fixture
def out_of_order(store: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Broken:
    """``with out_of_order():`` the disk is full, or the server refuses."""

    @contextmanager
    def broken() -> Iterator[None]:
        with monkeypatch.context() as patch:
            if store == "disk":
                patch.setattr(os, "fsync", _full)
                yield
                return
            whole = settings.STORAGES
            options = whole["files"]["OPTIONS"] | {"endpoint": "http://127.0.0.1:9"}
            settings.STORAGES = whole | {"files": {"BACKEND": BACKEND, "OPTIONS": options}}
            yield
            settings.STORAGES = whole

    return broken


def _full(_descriptor: int) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
