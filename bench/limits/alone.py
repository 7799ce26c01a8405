"""Django alone: a view without middleware, templates and models, with the database set as in the house.

``settings.configure`` must come before anything asks for settings; the command line of the server names the house's, of
which this takes only the database.
"""

import os
from collections.abc import Callable
from typing import Any

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

from rathaus.config import settings as house


def alone(addresses: str) -> Callable[..., Any]:
    """A WSGI application that answers the ``urlpatterns`` of the module ``addresses``."""
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    settings.configure(
        DATABASES=house.DATABASES,
        ROOT_URLCONF=addresses,
        MIDDLEWARE=[],
        ALLOWED_HOSTS=["*"],
        SECRET_KEY="bench",
        USE_TZ=True,
    )
    django.setup()
    return WSGIHandler()
