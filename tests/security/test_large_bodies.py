"""A body that is far too large is refused by what it says of itself, before a byte of it is read."""

import pytest
from django.conf import settings
from django.test import Client
from django.test.client import FakePayload

pytestmark = pytest.mark.django_db
GIGABYTE = 1024**3


class Unread(FakePayload):
    """Stands for a body that goes on for ever."""

    def read(self, *_args: object) -> bytes:
        raise AssertionError("It was read.")

    readline = read  # type: ignore[assignment]


@pytest.mark.parametrize(
    "path", ["/status/", "/ideen/neu/", "/antrag/hund-anmelden/", "/api/v1/ideas", "/konto/bundid/antwort/"]
)
@pytest.mark.parametrize("content_type", ["multipart/form-data; boundary=a", "application/json", "text/plain"])
def test_a_gigabyte_is_refused_unread(city: None, path: str, content_type: str) -> None:
    sent = {"wsgi.input": Unread(), "CONTENT_LENGTH": str(GIGABYTE), "CONTENT_TYPE": content_type}
    answer = Client().request(PATH_INFO=path, REQUEST_METHOD="POST", **sent)
    assert answer.status_code == 413
    assert "<h1" in answer.content.decode()


@pytest.mark.parametrize("length", ["9" * 19, "9" * 30, "-1", "+5"])
def test_a_length_that_is_no_number_we_read_is_refused_unread(city: None, length: str) -> None:
    sent = {"wsgi.input": Unread(), "CONTENT_LENGTH": length, "CONTENT_TYPE": "multipart/form-data; boundary=a"}
    assert Client().request(PATH_INFO="/status/", REQUEST_METHOD="POST", **sent).status_code == 413


def test_what_is_kept_in_memory_has_a_limit() -> None:
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE <= 16 * 1024**2
    assert settings.FILE_UPLOAD_MAX_MEMORY_SIZE <= 3 * 1024**2
    assert settings.DATA_UPLOAD_MAX_NUMBER_FILES <= 100
