"""Traces, as a receiver of OpenTelemetry gets them: names, times, no values."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.test import Client
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status

from rathaus.entrances.ops import tracing
from rathaus.foundation.notifications.actions import announce
from rathaus.lib import spans
from tests.operations.conftest import Rathaus

CANARY = "Kanari"
TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = f"00-{TRACE}-00f067aa0ba902b7-01"

pytestmark = pytest.mark.django_db


@dataclass
class Receiver:
    """What came in, as bytes and as spans; ``flush`` waits until all is there."""

    flush: Callable[[], Any] = field(default=lambda: None)
    bodies: list[bytes] = field(default_factory=list)
    address: str = ""

    @property
    def spans(self) -> list[Span]:
        self.flush()
        requests = [ExportTraceServiceRequest.FromString(body) for body in self.bodies]
        return [
            span
            for told in requests
            for group in told.resource_spans
            for scope in group.scope_spans
            for span in scope.spans
        ]

    def one(self, name: str) -> Span:
        (found,) = [span for span in self.spans if span.name == name]
        return found

    def below(self, parent: Span) -> list[Span]:
        return [span for span in self.spans if span.parent_span_id == parent.span_id]


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    found = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert self.path == "/v1/traces"
            found.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        found.address = f"http://127.0.0.1:{server.server_port}"
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", found.address)
        recorder = tracing.start()
        found.flush = recorder.provider.force_flush
        yield found
        spans.record_by(None)
        recorder.provider.shutdown()
        server.shutdown()


def facts(span: Span) -> dict[str, Any]:
    return {fact.key: fact.value.string_value or fact.value.int_value for fact in span.attributes}


def test_a_request_is_a_span_named_by_its_route_with_its_statements_inside(
    client: Client, receiver: Receiver, city: None
) -> None:
    client.get("/leistungen/hund-anmelden/", {"q": CANARY}, headers={"User-Agent": CANARY})
    request = receiver.one("GET /leistungen/<slug:slug>/")
    assert facts(request) == {
        "http.request.method": "GET",
        "http.route": "/leistungen/<slug:slug>/",
        "http.response.status_code": 200,
    }
    assert request.kind == Span.SPAN_KIND_SERVER
    statements = receiver.below(request)
    assert {statement.name for statement in statements} >= {"SELECT"}
    text = " ".join(str(facts(statement)["db.query.text"]) for statement in statements)
    assert "%s" in text
    assert "hund-anmelden" not in text
    assert all(request.start_time_unix_nano <= span.start_time_unix_nano for span in statements)


def test_nothing_that_somebody_typed_leaves_the_house(client: Client, receiver: Receiver, city: None) -> None:
    typed = {"login": f"{CANARY}@post.example", "password": CANARY}
    client.post(f"/konto/anmelden/?next=/{CANARY}/", typed, REMOTE_ADDR="203.0.113.77")
    client.get("/suche/", {"q": CANARY})
    client.get(f"/{CANARY}/")
    announce(f"{CANARY}@post.example", "status", path=f"/status/{CANARY}/")
    assert len(receiver.spans) > 5
    everything = b"".join(receiver.bodies).lower()
    assert CANARY.lower().encode() not in everything
    assert b"203.0.113.77" not in everything


def test_a_trace_goes_on_only_behind_a_proxy_of_ours(client: Client, receiver: Receiver) -> None:
    client.get("/healthz", headers={"traceparent": PARENT})
    with patch.object(settings, "PROXIES", 1):
        client.get("/readyz", headers={"traceparent": PARENT})
        client.get("/robots.txt", headers={"traceparent": "00-zz-zz-01"})
    assert receiver.one("GET /healthz").trace_id.hex() != TRACE
    assert receiver.one("GET /readyz").trace_id.hex() == TRACE
    assert receiver.one("GET /readyz").parent_span_id.hex() == "00f067aa0ba902b7"
    assert not receiver.one("GET /robots.txt").parent_span_id


def test_a_page_that_fails_is_marked_and_its_error_untold(receiver: Receiver) -> None:
    browser = Client(raise_request_exception=False)
    with patch("rathaus.entrances.ops.views._unstored", side_effect=ValueError(CANARY)):
        assert browser.get("/healthz").status_code == 500
    span = receiver.one("GET /healthz")
    assert span.status.code == Status.STATUS_CODE_ERROR
    assert not span.events
    assert CANARY.encode() not in b"".join(receiver.bodies)


def test_a_task_and_the_mail_it_sends_are_spans(receiver: Receiver, run_tasks: Callable[[], int]) -> None:
    announce("anna@rathaus.example", "status")
    run_tasks()
    task = receiver.one("task rathaus.foundation.notifications.tasks.deliver")
    assert facts(task)["rathaus.outcome"] == "SUCCESSFUL"
    mail = receiver.one("mail")
    assert mail.parent_span_id == task.span_id
    assert facts(mail) == {"rathaus.kind": "status", "rathaus.attempt": 1}


def test_where_nobody_wants_traces_their_libraries_are_not_loaded(rathaus: Rathaus) -> None:
    program = "import rathaus.config.wsgi, sys; print('opentelemetry' in sys.modules)"
    assert rathaus(program=program).stdout == "False\n"
    assert rathaus(program=program, OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:4318").stdout == "True\n"
