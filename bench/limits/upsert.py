"""The limit of a vote: a Django view that writes the row and commits; the database is set as in the house.

Without middleware it is ``POST /<idea>/<person>/``; with ``BENCH_SIGNED_IN`` ``POST /<idea>/`` with session and CSRF.
"""

import os

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path

from bench.limits.alone import alone, as_started

_VOTE = (
    "INSERT INTO ideas_support (idea_id, person_id, at) VALUES (%s, %s, CURRENT_TIMESTAMP) "
    "ON CONFLICT (idea_id, person_id) DO NOTHING"
)


def vote(http: HttpRequest, idea: int, person: int) -> HttpResponse:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_VOTE, [idea, person])
    return HttpResponse(status=302, headers={"Location": f"/ideen/{idea}/", "Content-Length": "0"})


def vote_signed_in(http: HttpRequest, idea: int) -> HttpResponse:
    """Her who is signed in; 404 for others, as nobody else is expected."""
    return vote(http, idea, http.user.pk) if http.user.is_authenticated else HttpResponse(status=404)


urlpatterns = [
    path("<int:idea>/<int:person>/", vote),
    path("<int:idea>/", vote_signed_in),
    path("", lambda http: HttpResponse("here", headers={"Content-Length": "4"})),
]

application = as_started(__name__) if "BENCH_SIGNED_IN" in os.environ else alone(__name__)
