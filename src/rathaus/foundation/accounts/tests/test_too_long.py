"""What is too long is said in the words of the house on allauth's pages, too."""

import pytest
from django.test import Client

FINE = {"name": "Anna", "email": "anna@rathaus.example", "password1": "ein langer Satz"}


@pytest.mark.parametrize(
    ("field", "typed", "most"), [("name", "x", 120), ("email", "@x.example", 320), ("password1", "x", 256)]
)
def test_what_is_too_long_for_signing_up(db: None, client: Client, field: str, typed: str, most: int) -> None:
    page = client.post("/konto/anlegen/", FINE | {field: "x" * 400 + typed}).content.decode()
    assert f"Das ist zu lang: höchstens {most} Zeichen, geschrieben sind {400 + len(typed)}." in page
    assert "sicherstellen" not in page
