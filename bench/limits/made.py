"""The limit of a page that is made anew: a Django view that asks the database the same and gives the same bytes.

No middleware, no templates, no models; the database is set as in the house.
"""

import json
import os
from pathlib import Path

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from bench.limits.alone import alone

_FOLDER = Path(os.environ["BENCH_ANSWER"])
_HEADERS = dict(json.loads((_FOLDER / "headers.json").read_text()))
_BODY = (_FOLDER / "body").read_bytes()
_STATEMENTS = json.loads((_FOLDER / "statements.json").read_text())


def page(http: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        for statement, params in _STATEMENTS:
            cursor.execute(statement, params)
            cursor.fetchall()
    return HttpResponse(_BODY, headers=_HEADERS)


urlpatterns = [path("", page)]

application = alone(__name__)
