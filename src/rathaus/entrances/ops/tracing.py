"""Traces by OpenTelemetry: what a request or a task spent its time on. Loaded only where an endpoint is named.

A span is named by a route, a task or a kind of mail; a statement is told with its placeholders, never with its values;
of an error, that there was one. A request goes on with a trace that began elsewhere only behind a proxy of ours.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db import connection
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, OTELResourceDetector, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from rathaus.lib.spans import Fact, record_by

LONGEST = 2000
"""Characters of a statement."""
_NAMES = {
    "method": "http.request.method",
    "route": "http.route",
    "status": "http.response.status_code",
    "sql": "db.query.text",
    "system": "db.system.name",
}
"""What OpenTelemetry calls our facts."""


class Recorder:
    """Hands spans to OpenTelemetry."""

    def __init__(self, provider: TracerProvider) -> None:
        self.provider = provider
        self.tracer = provider.get_tracer("rathaus")

    @contextmanager
    def span(self, name: str, parent: str, facts: dict[str, Fact]) -> Iterator["RecordedSpan"]:
        """The outermost span of a thread takes the statements of its connection along."""
        outermost = not trace.get_current_span().is_recording()
        above = TraceContextTextMapPropagator().extract({"traceparent": parent}) if parent else None
        kind = trace.SpanKind.SERVER if name == "request" else trace.SpanKind.INTERNAL
        with ExitStack() as stack:
            # What an error says may hold anything: it is not recorded.
            begun = stack.enter_context(
                self.tracer.start_as_current_span(
                    name, above, kind, record_exception=False, set_status_on_exception=False
                )
            )
            span = RecordedSpan(begun)
            span.tell("", **facts)
            if outermost:
                stack.enter_context(connection.execute_wrapper(self._statement))
            try:
                yield span
            except BaseException as error:
                begun.set_attribute("error.type", type(error).__name__)
                begun.set_status(trace.StatusCode.ERROR)
                raise

    def _statement(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        words = str(sql)
        with self.span(words.split(maxsplit=1)[0], "", {"sql": words[:LONGEST], "system": connection.vendor}):
            return execute(sql, params, many, context)


class RecordedSpan:
    """A span of OpenTelemetry under our words."""

    def __init__(self, span: trace.Span) -> None:
        self._span = span

    def tell(self, name: str, **facts: Fact) -> None:
        """Its name, where there is one, and what it turned out to be."""
        if name:
            self._span.update_name(name)
        for fact, value in facts.items():
            self._span.set_attribute(_NAMES.get(fact, f"rathaus.{fact}"), value)
            if (fact == "outcome" and value == "FAILED") or (fact == "status" and int(value) >= 500):
                self._span.set_status(trace.StatusCode.ERROR)


def start() -> Recorder:
    """From now on spans go to the endpoint of the environment, in batches, from a thread of their own."""
    resource = Resource.create({SERVICE_NAME: "rathaus"}).merge(OTELResourceDetector().detect())
    provider = TracerProvider(resource=resource)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    recorder = Recorder(provider)
    record_by(recorder)
    return recorder
