"""The cast as fixtures: ``anna`` is the person, ``anna_client`` a browser in which she is signed in.

Anna and Bernd are citizens; Clara (clerk) and Doris (head) work for ``steuern``, Hatice (clerk) and Jana (head) for
``buergerservice-mitte``, Ivo (clerk) for ``stadtentwicklung``, Lena (clerk) and Konrad (head) for ``smart-city``; Emil
sits on the committee once a test has appointed him; Frida is editor, Georg administrator.
"""

from collections.abc import Callable

import pytest
from django.test import Client

from rathaus.foundation.accounts.models import Person
from rathaus.integrations.demo.actions import seat
from rathaus.integrations.demo.cast import CAST


def _seated(first: str) -> Callable[..., Person]:
    @pytest.fixture(name=first)
    def person(city: None) -> Person:
        return seat(CAST[first])

    return person


def _signed_in(first: str) -> Callable[..., Client]:
    @pytest.fixture(name=f"{first}_client")
    def client(request: pytest.FixtureRequest) -> Client:
        browser = Client()
        browser.force_login(request.getfixturevalue(first))
        return browser

    return client


anna, anna_client = _seated("anna"), _signed_in("anna")
bernd, bernd_client = _seated("bernd"), _signed_in("bernd")
clara, clara_client = _seated("clara"), _signed_in("clara")
doris, doris_client = _seated("doris"), _signed_in("doris")
emil, emil_client = _seated("emil"), _signed_in("emil")
frida, frida_client = _seated("frida"), _signed_in("frida")
georg, georg_client = _seated("georg"), _signed_in("georg")
hatice, hatice_client = _seated("hatice"), _signed_in("hatice")
ivo, ivo_client = _seated("ivo"), _signed_in("ivo")
jana, jana_client = _seated("jana"), _signed_in("jana")
konrad, konrad_client = _seated("konrad"), _signed_in("konrad")
lena, lena_client = _seated("lena"), _signed_in("lena")
