"""Which doors there are, and what they need."""

import re
import stat

import pytest
from django.conf import settings
from django.test import Client, override_settings

from rathaus.integrations.demo.bundid.peer import PEERS
from rathaus.integrations.saml.keypair import kept_pair, own_pair
from rathaus.integrations.saml.peers import peer


def test_outside_production_a_simulator_stands_behind_every_door() -> None:
    assert {door: peer(door, "")["entityId"] for door in PEERS} == {door: peer.entity for door, peer in PEERS.items()}


def test_configured_metadata_comes_before_the_simulator() -> None:
    metadata = PEERS["bundid"].metadata().replace(PEERS["bundid"].entity, "https://id.bund.example/idp")
    assert peer("bundid", metadata)["entityId"] == "https://id.bund.example/idp"


@pytest.mark.django_db
@override_settings(SOCIALACCOUNT_PROVIDERS={})
def test_a_door_that_is_not_there_has_no_pages(client: Client, city: None) -> None:
    for place in ("anmelden/", "antwort/lesen/", "metadaten.xml"):
        assert client.get(f"/konto/bundid/{place}").status_code == 404
    assert client.post("/konto/bundid/antwort/", {"SAMLResponse": "x"}).status_code == 404


@override_settings(SAML_KEY="key", SAML_CERTIFICATE="certificate")
def test_our_own_pair_comes_from_the_settings() -> None:
    assert (own_pair().key, own_pair().certificate) == ("key", "certificate")


def test_a_pair_is_made_once_and_kept_for_our_eyes_only(tmp_path: object) -> None:
    with override_settings(DATA_DIR=tmp_path):
        pair = kept_pair("saml")
        assert kept_pair("saml") == pair
        file = settings.DATA_DIR / "keys" / "saml.pem"
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert [one.name for one in file.parent.iterdir()] == ["saml.pem"]
    assert re.match(r"-----BEGIN PRIVATE KEY-----", pair.key)
    assert re.match(r"-----BEGIN CERTIFICATE-----", pair.certificate)
