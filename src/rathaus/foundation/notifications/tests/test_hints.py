"""Hints on a device: only the browser can read them, and they say nothing personal."""

import base64
import http.client
import json
import os
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import SplitResult

import jwt
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.notifications import hints, outward, vapid
from rathaus.foundation.notifications.actions import allow, choose, tell, withdraw
from rathaus.foundation.notifications.actions.devices import MOST_DEVICES
from rathaus.foundation.notifications.kinds import KINDS
from rathaus.foundation.notifications.models import Device, Group, Mode

pytestmark = pytest.mark.django_db

ENDPOINT = "https://updates.push.services.mozilla.com/wpush/v2/gAAAA"


def text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def point(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


@dataclass
class Browser:
    """What a browser keeps of its subscription, and what it does with a hint (RFC 8291, RFC 8188)."""

    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    secret: bytes = field(default_factory=lambda: os.urandom(16))

    def opened(self, body: bytes) -> Any:
        salt, size, length = body[:16], struct.unpack("!L", body[16:20])[0], body[20]
        sender, sealed = body[21 : 21 + length], body[21 + length :]
        assert (size, length) == (4096, 65)
        shared = self.key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender))
        material = derived(shared, self.secret, b"WebPush: info\0" + point(self.key) + sender, 32)
        key = derived(material, salt, b"Content-Encoding: aes128gcm\0", 16)
        nonce = derived(material, salt, b"Content-Encoding: nonce\0", 12)
        plain = AESGCM(key).decrypt(nonce, sealed, None)
        assert plain.endswith(b"\2")
        return json.loads(plain[:-1])


@dataclass
class PushService:
    """A small one of our own."""

    port: int
    answer: int = 201
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    def connect(self, parts: SplitResult) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=outward.TIMEOUT)


@pytest.fixture
def push_service() -> Iterator[PushService]:
    service = PushService(0)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            service.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(service.answer)
            if service.answer == 302:
                self.send_header("Location", f"http://127.0.0.1:{service.port}/inside")
            self.end_headers()
            self.wfile.write(b"x" * 100_000)

        def log_message(self, format: str, *args: Any) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    service.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield service
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def browser() -> Browser:
    return Browser()


@pytest.fixture
def device(anna: Person, browser: Browser) -> Device:
    return allow(anna, ENDPOINT, text(point(browser.key)), text(browser.secret), "Firefox auf Windows", by=anna)


def test_only_the_browser_can_read_a_hint_and_it_says_nothing_personal(
    device: Device, browser: Browser, push_service: PushService
) -> None:
    assert hints.show(device.pk, "message", connect=push_service.connect) is None
    ((headers, body),) = push_service.got
    assert browser.opened(body) == {"title": "Neue Nachricht in Ihrem Postfach", "path": "/mein/postfach/"}
    assert (headers["content-encoding"], headers["topic"], headers["ttl"]) == ("aes128gcm", "cases", "86400")
    assert b"Postfach" not in body
    device.refresh_from_db()
    assert device.used_at


def test_the_push_service_can_check_who_sent_it(device: Device, push_service: PushService, settings: Settings) -> None:
    hints.show(device.pk, "message", connect=push_service.connect)
    scheme, _, rest = push_service.got[0][0]["authorization"].partition(" ")
    token, key = (part.strip().partition("=")[2] for part in rest.split(","))
    assert (scheme, key) == ("vapid", vapid.public_key())
    public = ec.EllipticCurvePublicKey.from_encoded_point(
        ec.SECP256R1(), base64.urlsafe_b64decode(key + "=" * (-len(key) % 4))
    )
    claims = jwt.decode(token, public, algorithms=["ES256"], audience="https://updates.push.services.mozilla.com")
    assert claims["sub"] == f"mailto:{settings.PUSH_CONTACT}"


@pytest.mark.parametrize("kind", KINDS)
def test_no_hint_is_too_long_or_leads_to_a_single_matter(
    kind: str, device: Device, browser: Browser, push_service: PushService
) -> None:
    hints.show(device.pk, kind, connect=push_service.connect)
    body = push_service.got[0][1]
    assert len(body) < 1000
    assert browser.opened(body)["path"] in {group.page for group in Group}


@pytest.mark.parametrize("gone", [404, 410])
def test_a_browser_that_took_its_permission_back_is_forgotten(
    gone: int, device: Device, push_service: PushService
) -> None:
    push_service.answer = gone
    assert hints.show(device.pk, "message", connect=push_service.connect) is None
    assert not Device.objects.exists()


@pytest.mark.parametrize(("answer", "again"), [(429, True), (503, True), (400, False), (302, False)])
def test_a_push_service_that_is_busy_is_asked_again_and_a_redirect_is_not_followed(
    answer: int, again: bool, device: Device, push_service: PushService
) -> None:
    push_service.answer = answer
    assert bool(hints.show(device.pk, "message", connect=push_service.connect)) == again
    assert len(push_service.got) == 1
    assert Device.objects.exists()


def test_it_is_asked_again_only_some_times(
    device: Device, anna: Person, run_tasks: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outward, "_pinned", _nobody_there)
    tell(anna, "message")
    for _time in range(6):
        run_tasks()
        DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
    assert DBTaskResult.objects.filter(task_path__endswith=".hint").count() == 4


def _nobody_there(parts: SplitResult) -> http.client.HTTPConnection:
    raise ConnectionRefusedError


def test_hints_come_where_she_wants_them_also_without_mail(device: Device, anna: Person) -> None:
    choose(anna, {Group.IDEAS: (Mode.NONE, True), Group.CASES: (Mode.AT_ONCE, False)}, "de", by=anna)
    tell(anna, "idea")
    tell(anna, "message")
    tell(anna, "question")
    kinds = [task.args_kwargs["args"][1] for task in DBTaskResult.objects.filter(task_path__endswith=".hint")]
    assert kinds == ["idea", "question"]


def test_a_device_that_another_person_uses_now_is_hers_alone(device: Device, bernd: Person) -> None:
    allow(bernd, ENDPOINT, device.p256dh, device.auth, "Firefox", by=bernd)
    assert Device.objects.get().person == bernd


def test_nobody_keeps_devices_without_end(anna: Person, browser: Browser) -> None:
    for number in range(MOST_DEVICES + 2):
        allow(anna, f"{ENDPOINT}{number}", text(point(browser.key)), text(browser.secret), "x", by=anna)
    assert Device.objects.count() == MOST_DEVICES
    assert not Device.objects.filter(endpoint=f"{ENDPOINT}0").exists()


def test_a_device_is_withdrawn_by_its_owner_only(device: Device, bernd: Person, anna: Person) -> None:
    with pytest.raises(PermissionDenied):
        withdraw(device, by=bernd)
    withdraw(device, by=anna)
    assert not Device.objects.exists()
