"""A provider of npm's, and a browser that goes there and back."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from django.conf import settings as house
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from rathaus.foundation.accounts import doors
from rathaus.foundation.accounts.models import Person
from rathaus.integrations.openid.door import OpenIdDoor
from tests.peers.nodes import running

DOOR, BACK = "/konto/anmelden/probe/", "/konto/anmelden/probe/zurueck/"

FACTS = {"given_name": "given_name", "family_name": "family_name", "street": "address.street_address"}


def configured(issuer: str) -> dict[str, Any]:
    """The provider as ``config.openid`` reads it from the operator's file; see tests/peers."""
    return {
        "provider_id": "probe",
        "name": "Probe-Anmeldung",
        "client_id": "rathaus",
        "secret": "secret",
        "settings": {
            "server_url": f"{issuer}/.well-known/openid-configuration",
            "issuer": issuer,
            "scope": ["openid", "profile", "email", "address"],
            "auth_params": {},
            "fetch_userinfo": True,
            "facts": FACTS,
            "levels": {"hoch": "high"},
        },
    }


class Visitor:
    """Somebody with a browser, who may be sent to the provider and come back."""

    def __init__(self, issuer: str) -> None:
        self.issuer, self.client, self.abroad = issuer, Client(), requests.Session()

    def knows(self, account: str = "max", lie: str = "", **claims: Any) -> None:
        """Whom the provider lets in next, and in what it lies."""
        told = {"account": account, "claims": claims, "lie": lie}
        self.abroad.cookies.clear()
        requests.post(f"{self.issuer}/test", json=told, timeout=5).raise_for_status()

    def leave(self, onward: str = "") -> str:
        """Press the button; the address it leads to."""
        page = self.client.post(DOOR, {"next": onward} if onward else {})
        return page.headers["Refresh"].removeprefix("0;url=")

    def sign_in_there(self, address: str) -> str:
        """The address in this house to which the provider sends her back, without its origin."""
        while not address.startswith(house.PUBLIC_ADDRESS):
            answer = self.abroad.get(address, allow_redirects=False, timeout=5)
            assert answer.is_redirect, answer.text
            address = requests.compat.urljoin(address, answer.headers["Location"])
        return address.removeprefix(house.PUBLIC_ADDRESS)

    def comes(self, onward: str = "") -> HttpResponse:
        return self.client.get(self.sign_in_there(self.leave(onward)))

    @property
    def person(self) -> Person | None:
        return Person.objects.filter(pk=self.client.session.get("_auth_user_id")).first()


@pytest.fixture(scope="session")
def issuer() -> Iterator[str]:
    with running("provider.mjs", f"{house.PUBLIC_ADDRESS}{BACK}") as provider:
        yield provider.line()


@pytest.fixture
def visitor(issuer: str, settings: Settings, city: None) -> Visitor:
    app = configured(issuer)
    door = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"] | {"APPS": [app]}
    settings.SOCIALACCOUNT_PROVIDERS = settings.SOCIALACCOUNT_PROVIDERS | {"openid_connect": door}
    doors.register("probe", OpenIdDoor(FACTS, app["settings"]["levels"]))
    visitor = Visitor(issuer)
    visitor.knows()
    return visitor


def heading(page: HttpResponse) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page.content.decode(), re.DOTALL)
    return " ".join(found[1].split()) if found else ""
