"""Static files that come while a process runs: during an update its neighbour is newer."""

from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from rathaus.foundation.design.statics import StaticFiles


@pytest.fixture
def house(settings: Settings, tmp_path: Path) -> StaticFiles:
    """A process that began with one file."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    (settings.STATIC_ROOT / "old.css").write_text("old")
    (tmp_path / "secret.css").write_text("secret")
    return StaticFiles(_nothing)


def _nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=404)


def get(house: StaticFiles, path: str) -> bytes | None:
    request = RequestFactory().get("/")
    request.path_info = path
    response = house(request)
    return b"".join(response) if response.status_code == 200 else None  # type: ignore[arg-type]


def test_what_was_collected_later_is_there_too(house: StaticFiles, settings: Settings) -> None:
    assert get(house, "/static/old.css") == b"old"
    assert get(house, "/static/new.css") is None
    (settings.STATIC_ROOT / "new.css").write_text("new")
    assert get(house, "/static/new.css") == b"new"


@pytest.mark.parametrize(
    "path",
    [
        "/static/../secret.css",
        "/static//../secret.css",
        "/static/..%2fsecret.css",
        "/static/",
        "/static/x\0",
        "/static/a/b",
        "/static/" + "x" * 5000,
        "/static/\\..\\secret.css",
        "/secret.css",
        "/static/./old.css",
    ],
)
def test_nothing_else_is(house: StaticFiles, path: str) -> None:
    assert get(house, path) is None
