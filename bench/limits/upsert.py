"""The limit of a vote: a Django view without middleware that writes the row and commits.

``POST /<idea>/<person>/``; the database is set as in the house.
"""

import os

import django
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path

from rathaus.config import settings as house

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

# The command line of the server names the house's settings; this one takes only its database from them.
os.environ.pop("DJANGO_SETTINGS_MODULE", None)
settings.configure(
    DATABASES=house.DATABASES,
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[],
    ALLOWED_HOSTS=["*"],
    SECRET_KEY="bench",
    USE_TZ=True,
)
django.setup()

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402

application = WSGIHandler()
