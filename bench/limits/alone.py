"""Django alone: a view without templates and models, with the database set as in the house, and without middleware.

``settings.configure`` must come before anything asks for settings; the command line of the server names the house's,
of which this takes only the database. Or with what ``startproject`` puts before a view, and the house's settings.
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


def as_started(addresses: str) -> Callable[..., Any]:
    """The same with session, CSRF and person by Django's own means; the house's people are signed in there, too."""
    django.setup()
    settings.ROOT_URLCONF, settings.MIDDLEWARE = addresses, _STARTED
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.db"
    return WSGIHandler()


_STARTED = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
"""As ``django-admin startproject`` writes them."""
