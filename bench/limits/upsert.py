"""The limit of a vote: a Django view without middleware that writes the row and commits.

``POST /<idea>/<person>/``; the database is set as in the house.
"""

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path

from bench.limits.alone import alone

_VOTE = (
    "INSERT INTO ideas_support (idea_id, person_id, at) VALUES (%s, %s, CURRENT_TIMESTAMP) "
    "ON CONFLICT (idea_id, person_id) DO NOTHING"
)


def vote(http: HttpRequest, idea: int, person: int) -> HttpResponse:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_VOTE, [idea, person])
    return HttpResponse(status=302, headers={"Location": f"/ideen/{idea}/", "Content-Length": "0"})


urlpatterns = [
    path("<int:idea>/<int:person>/", vote),
    path("", lambda http: HttpResponse("here", headers={"Content-Length": "4"})),
]

application = alone(__name__)
