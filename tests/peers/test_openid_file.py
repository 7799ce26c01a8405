"""The operator's file of OpenID Connect providers."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from rathaus.config import openid
from rathaus.integrations.openid.tests.conftest import FACTS, configured

FILE = """
[probe]
name = "Probe-Anmeldung"
issuer = "https://login.example"
client_id = "rathaus"
client_secret = "secret"
scopes = ["openid", "profile", "email", "address"]
facts = { given_name = "given_name", family_name = "family_name", street = "address.street_address" }
levels = { hoch = "high" }
"""


def read(tmp_path: Path, text: str) -> list[dict]:
    file = tmp_path / "oidc.toml"
    file.write_text(text)
    return openid.providers(str(file))


def test_what_the_file_says_is_what_the_doors_are_made_of(tmp_path: Path) -> None:
    assert FACTS
    assert read(tmp_path, FILE) == [configured("https://login.example")]
    assert openid.providers("") == []


@pytest.mark.parametrize(
    "text",
    [
        *("[probe", "[Probe]", "probe = 1", '[probe]\nname = "x"'),
        FILE.replace("https", "http"),
        FILE + 'client_password = "x"',
    ],
)
def test_a_fault_in_the_file_is_named_at_the_start(tmp_path: Path, text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="RATHAUS_OIDC_PROVIDERS"):
        read(tmp_path, text)


def test_a_missing_file_is_named_at_the_start() -> None:
    with pytest.raises(ImproperlyConfigured, match="RATHAUS_OIDC_PROVIDERS"):
        openid.providers("/nowhere/oidc.toml")
