"""A browser names an address to which we post; it leads nobody into our network."""

import socket
from typing import Any

import pytest

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.notifications import hints, outward, vapid
from rathaus.foundation.notifications.actions import allow
from rathaus.foundation.notifications.models import Device

pytestmark = pytest.mark.django_db

ENDPOINT = "https://updates.push.services.mozilla.com/wpush/v2/gAAAA"


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://updates.push.services.mozilla.com/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://169.254.169.254/latest/meta-data/",
        "https://localhost/x",
        "https://evil.example/x",
        "https://fcm.googleapis.com.evil.example/x",
        "https://evilfcm.googleapis.com/x",
        "https://push.services.mozilla.com/x",
        "https://fcm.googleapis.com:8443/x",
        "https://user@fcm.googleapis.com/x",
        "https://fcm.googleapis.com@evil.example/x",
        "https://fcm.googleapis.com\\@evil.example/x",
        "https://fcm.googleapis.com/\r\nHost: evil.example",
        "https://fcm.googleapis.com:x/",
        "https://[::1/x",
        f"https://fcm.googleapis.com/{'x' * 2000}",
        "file:///etc/passwd",
        "",
    ],
)
def test_only_push_services_we_know_are_taken(endpoint: str, anna: Person) -> None:
    assert not outward.is_known(endpoint)
    with pytest.raises(outward.NotAllowed):
        allow(anna, endpoint, "x", "y", "z", by=anna)
    with pytest.raises(outward.NotAllowed):
        outward.post(endpoint, b"", {})


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc:APA91b",
        "https://updates.push.services.mozilla.com/wpush/v2/gAAAA",
        "https://wns2-db5p.notify.windows.com/w/?token=BQYAAA",
        "https://web.push.apple.com/QOX",
    ],
)
def test_the_push_services_of_all_browsers_are_known(endpoint: str) -> None:
    assert outward.is_known(endpoint)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:0:7f00:1::",
    ],
)
def test_a_known_name_that_leads_into_our_own_network_is_refused(
    address: str, monkeypatch: pytest.MonkeyPatch, anna: Person
) -> None:
    device = allow(anna, ENDPOINT, vapid.public_key(), "A" * 22, "Firefox", by=anna)
    connected: list[Any] = []
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    public = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 443))
    answer = [public, (family, socket.SOCK_STREAM, 6, "", (address, 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: answer)
    monkeypatch.setattr(socket, "create_connection", lambda *args: connected.append(args))
    with pytest.raises(outward.NotAllowed):
        outward.post(ENDPOINT, b"", {})
    hints.show(device.pk, "message")
    assert (connected, Device.objects.exists()) == ([], False)


def test_the_address_that_was_checked_is_the_one_spoken_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads elsewhere when asked a second time (DNS rebinding) gains nothing."""
    asked: list[str] = []
    connected: list[Any] = []

    def resolve(host: str, *_args: Any, **_more: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 443))]

    def connect(place: tuple[str, int], *_args: Any) -> socket.socket:
        connected.append(place)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(ConnectionRefusedError):
        outward.post(ENDPOINT, b"", {})
    assert (asked, connected) == (["updates.push.services.mozilla.com"], [("93.184.216.34", 443)])
