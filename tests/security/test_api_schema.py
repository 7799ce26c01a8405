"""The door for programs keeps what its schema promises, whatever is sent: status, shape, type and methods.

Made by schemathesis from the schema itself; the same requests in every run. More of them, by hand:
``RATHAUS_TEST_EXAMPLES=500``.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import CHECKS, load_all_checks

from rathaus.entrances.api.urls import api

pytestmark = pytest.mark.timeout(900)
EXAMPLES = int(os.environ.get("RATHAUS_TEST_EXAMPLES", "12"))
PATH = "/api/v1/openapi.json"
OPERATIONS = [
    (path, method)
    for path, methods in api.get_openapi_schema(path_prefix="/api/v1/")["paths"].items()
    for method in methods
]
HOW = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
load_all_checks()
ACCEPTS_ALL = CHECKS.get_by_names(["positive_data_acceptance"])
"""Not asked: which fields of action and which answers there are, a schema does not say."""


@pytest.fixture
def api_schema(city: None, settings: Any) -> Iterator[Any]:
    settings.ACCOUNT_RATE_LIMITS = settings.RATE_LIMITS = False
    # What is asked must not hang up on the database of the test.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi(PATH, WSGIHandler())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_all_operations_are_tried() -> None:
    assert len(OPERATIONS) == 13


@pytest.mark.parametrize("mode", schemathesis.GenerationMode)
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_answer_is_what_the_schema_says(api_schema: Any, path: str, method: str, mode: Any) -> None:
    @HOW
    @given(case=api_schema[path][method].as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        cache.clear()
        case.call_and_validate(excluded_checks=ACCEPTS_ALL)

    # A path takes any text: of some operations there is no wrong request.
    with suppress(Unsatisfiable):
        ask()
