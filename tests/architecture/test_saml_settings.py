"""Which doors with SAML the settings make."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from rathaus.config.saml import providers

NONE = {"bundid": "", "unternehmenskonto": ""}


def test_outside_production_every_door_is_there() -> None:
    assert providers(NONE, key="", certificate="", production=False).keys() == NONE.keys()


def test_in_production_only_a_door_with_metadata_is_there() -> None:
    assert providers(NONE, key="", certificate="", production=True) == {}
    found = providers(NONE | {"bundid": "<xml/>"}, key="k", certificate="c", production=True)
    assert found.keys() == {"bundid"}
    assert found["bundid"]["APP"]["settings"] == {"metadata": "<xml/>"}


@pytest.mark.parametrize(("key", "certificate"), [("", ""), ("k", ""), ("", "c")])
def test_a_door_without_our_key_pair_does_not_open_in_production(key: str, certificate: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="RATHAUS_SAML_KEY"):
        providers(NONE | {"bundid": "<xml/>"}, key=key, certificate=certificate, production=True)
