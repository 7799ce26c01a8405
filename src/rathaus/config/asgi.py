"""The way in for the live process, which tells boards what changed; everything else is answered by ``wsgi``."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rathaus.config.settings")

import django

django.setup()

# Models can only be imported once Django is set up.
from rathaus.participation.rooms.live import Live  # noqa: E402

application = Live()
